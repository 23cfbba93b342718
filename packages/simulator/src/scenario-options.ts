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

const RANGES = { retryAfter: "seconds", delay: "milliseconds" } as const;

/** @throws {RangeError} for a negative, infinite or unreadable number. */
export function checkOptions(options: AnyOptions): void {
  for (const [name, unit] of Object.entries(RANGES)) {
    const value: unknown = Reflect.get(options, name);
    if (typeof value === "number" && !(value >= 0 && value < Infinity)) {
      throw new RangeError(`${name} is ${value}: it must be a number of ${unit}, 0 or more`);
    }
  }
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
