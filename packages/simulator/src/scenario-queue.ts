import type { PendingCall } from "./call-log.ts";
import { type AnyOptions, checkOptions } from "./scenario-options.ts";

/** Most scenarios in a queue. More are a mistake or abuse. */
const MAX_SCENARIOS = 1000;

/** A scenario that is set for a call, with its options. */
export interface QueuedScenario<S extends string = string> extends AnyOptions {
  readonly scenario: S;
}

interface ConditionalScenario {
  readonly matches: (call: PendingCall) => boolean;
  readonly queued: QueuedScenario;
}

/** Scenarios for the calls of one provider: for the next calls, for calls that match, and for all calls. */
export class ScenarioQueue {
  readonly #provider: string;
  readonly #known: readonly string[];
  #next: QueuedScenario[] = [];
  #when: ConditionalScenario[] = [];
  #always: QueuedScenario | undefined;

  constructor(provider: string, known: readonly string[]) {
    this.#provider = provider;
    this.#known = known;
  }

  /** @throws {RangeError} for an unknown scenario, and for options that it cannot use: from JSON, they may be anything. */
  next(scenario: string, options?: object): void {
    this.#next = appended(this.#next, this.#checked(scenario, options));
  }

  when(matches: (call: PendingCall) => boolean, scenario: string, options?: AnyOptions): void {
    this.#when = appended(this.#when, { matches, queued: this.#checked(scenario, options) });
  }

  always(scenario: string | undefined, options?: AnyOptions): void {
    this.#always = scenario === undefined ? undefined : this.#checked(scenario, options);
  }

  /** Names of the scenarios for the next calls, and of the scenario for all calls. */
  get waiting(): { readonly next: readonly string[]; readonly always: string | undefined } {
    return { next: this.#next.map(({ scenario }) => scenario), always: this.#always?.scenario };
  }

  /**
   * Takes the scenario for a call: the first in the queue, else the first with a matching condition, else the scenario
   * for all calls. A scenario that the route does not accept stays in the queue.
   */
  take<S extends string>(
    call: PendingCall,
    accepts: (scenario: string) => scenario is S,
  ): QueuedScenario<S> | undefined {
    const fits = (queued: QueuedScenario | undefined): queued is QueuedScenario<S> =>
      queued !== undefined && accepts(queued.scenario);
    const [first] = this.#next;
    if (fits(first)) {
      this.#next = this.#next.slice(1);
      return first;
    }
    const matched = this.#when.find(({ matches, queued }) => fits(queued) && matches(call))?.queued;
    return [matched, this.#always].find(fits);
  }

  clear(): void {
    this.#next = [];
    this.#when = [];
    this.#always = undefined;
  }

  #checked(scenario: string, options: object = {}): QueuedScenario {
    if (!this.#known.includes(scenario)) {
      throw new RangeError(`"${scenario}" is not a scenario of ${this.#provider}; it has ${this.#known.join(", ")}`);
    }
    checkOptions(options);
    return { scenario, ...options };
  }
}

function appended<T>(list: readonly T[], item: T): T[] {
  if (list.length < MAX_SCENARIOS) return [...list, item];
  throw new RangeError(
    `${MAX_SCENARIOS} scenarios are in the queue; call reset(), or always() for one that applies to every call`,
  );
}
