/** What can be said about a scenario when it is ordered, by its name; the others take nothing. */
export interface ScenarioOptions {
  readonly "rate-limited": {
    /**
     * What `Retry-After` says: seconds, or the moment itself; `false`: the header is not there. Default: 1.
     */
    readonly retryAfter?: number | Date | false;
  };
  readonly slow: {
    /** Milliseconds that are added to the latency. Default: 10,000. */
    readonly delay?: number;
  };
}

/** The options of a scenario; `never` for one that takes none. */
export type OptionsOf<S extends string> = S extends keyof ScenarioOptions ? ScenarioOptions[S] : never;

/** The options of whichever scenario it is. */
export type AnyOptions = ScenarioOptions["rate-limited"] & ScenarioOptions["slow"];

const RANGES = { retryAfter: "seconds", delay: "milliseconds" } as const;

/** @throws {RangeError} for a number that is no length of time. */
export function checkOptions(options: AnyOptions): void {
  for (const [name, unit] of Object.entries(RANGES)) {
    const value: unknown = Reflect.get(options, name);
    if (typeof value === "number" && !(value >= 0 && value < Infinity)) {
      throw new RangeError(`${name} is ${value}: it must be a number of ${unit}, 0 or more`);
    }
  }
}

/** The header that says when to come back. */
export function retryAfterHeader({ retryAfter = 1 }: AnyOptions): Readonly<Record<string, string>> {
  if (retryAfter === false) return {};
  return { "retry-after": retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter) };
}

/** Milliseconds that a slow call takes longer. */
export function extraDelay(order: { readonly scenario: string } & AnyOptions): number {
  return order.scenario === "slow" ? (order.delay ?? 10_000) : 0;
}
