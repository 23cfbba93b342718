/** Options by scenario; the other scenarios have none. */
export interface ScenarioOptions {
  readonly "rate-limited": {
    /** `Retry-After`: seconds or a date; `false` omits the header. Default: 1. */
    readonly retryAfter?: number | Date | false;
  };
  readonly slow: {
    /** Time added to the latency, in ms. Default: 10,000. */
    readonly delay?: number;
  };
}

/** Options of a scenario; `never` for one without options. */
export type OptionsOf<S extends string> = S extends keyof ScenarioOptions ? ScenarioOptions[S] : never;

/** Options of any scenario. */
export type AnyOptions = ScenarioOptions["rate-limited"] & ScenarioOptions["slow"];

/** The values that an option accepts, as a test and in words. */
interface Rule {
  readonly accepts: string;
  readonly test: (value: unknown) => boolean;
}

const RULES: Readonly<Record<keyof AnyOptions, Rule>> = {
  retryAfter: {
    accepts: "a number of seconds, 0 or more, a Date, or false",
    test: (value) => value === false || isDuration(value) || (value instanceof Date && isDuration(value.getTime())),
  },
  delay: { accepts: "a number of milliseconds, 0 or more", test: isDuration },
};

/** @throws {RangeError} for a value that its scenario cannot use. Without types, or from JSON, it may be anything. */
export function checkOptions(options: object): asserts options is AnyOptions {
  for (const [name, { accepts, test }] of Object.entries(RULES)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined || test(value)) continue;
    const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
    throw new RangeError(`${name} is ${shown}: it must be ${accepts}`);
  }
}

function isDuration(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < Infinity;
}

/** Makes the `Retry-After` header. */
export function retryAfterHeader({ retryAfter = 1 }: AnyOptions): Readonly<Record<string, string>> {
  if (retryAfter === false) return {};
  return { "retry-after": retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter) };
}

/** Returns the additional time of a slow call, in ms. */
export function extraDelay(queued: { readonly scenario: string } & AnyOptions): number {
  return queued.scenario === "slow" ? (queued.delay ?? 10_000) : 0;
}
