import type { Clock } from "@seedream-clients/core";
import type { HttpHandler } from "msw";
import { ai302 } from "./302ai/provider.ts";
import { anyfast } from "./anyfast/provider.ts";
import { playAPIMart } from "./apimart/play.ts";
import { ark } from "./ark/provider.ts";
import { playArkForm } from "./ark-form/handlers.ts";
import type { CallMatch } from "./call-match.ts";
import { CallLog, type SimulatorCall } from "./calls.ts";
import { systemClock } from "./clock.ts";
import { digest } from "./hash.ts";
import { ImageStore } from "./images.ts";
import { OrderBook } from "./orders.ts";
import type { Play } from "./play.ts";
import type { AnyOptions, OptionsOf } from "./scenario-options.ts";
import { type ProviderName, providerNames, type Scenario } from "./scenarios.ts";
import type { Stage } from "./stage.ts";

export interface SimulatorOptions {
  /** Which providers to play. Default: all. */
  readonly providers?: readonly ProviderName[];
  /** The same seed and request give the same images and ids. Default: `"seedream"`. */
  readonly seed?: string;
  /** Milliseconds that an image takes, in a task too. Default: 0. */
  readonly latency?: number;
  /** Where the links to images point. Default: `"https://images.simulator.test"`, which the handlers answer for. */
  readonly publicURL?: string;
  /** Time, as the simulator sees it. Default: the real one. */
  readonly clock?: Clock;
}

/** The providers, played. */
export interface Simulator {
  /** For MSW: `setupServer(...simulator.handlers)`. */
  readonly handlers: HttpHandler[];
  /** The requests so far, oldest first; the last 1000 are kept. */
  readonly calls: readonly SimulatorCall[];
  /** Links of the images made so far, oldest first; the last 5000 are kept. */
  readonly images: readonly string[];
  /** Has a scenario happen to the next call of a provider that it can happen to; several wait in line. */
  next<P extends ProviderName, S extends Scenario<P>>(provider: P, scenario: S, options?: OptionsOf<S>): void;
  /** Has a scenario happen to every call that matches; where several orders do, the first one given counts. */
  when<P extends ProviderName, S extends Scenario<P>>(
    provider: P,
    match: CallMatch,
    scenario: S,
    options?: OptionsOf<S>,
  ): void;
  /** Has a scenario happen to every call that no other one is for; `undefined` ends it. */
  always<P extends ProviderName, S extends Scenario<P>>(
    provider: P,
    scenario: S | undefined,
    options?: OptionsOf<S>,
  ): void;
  /** Forgets calls, images, tasks, uploads and scenarios that were ordered: as new. */
  reset(): void;
}

const PLAYS: Readonly<Record<ProviderName, (stage: Stage) => Play>> = {
  ark: (stage) => playArkForm(ark, stage),
  anyfast: (stage) => playArkForm(anyfast, stage),
  "302ai": (stage) => playArkForm(ai302, stage),
  apimart: playAPIMart,
};

/** Makes a simulator of the providers: their checks, answers, failures and images, at no cost. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  return openSimulator(options).simulator;
}

/** A simulator with a view of what goes on in it. */
export interface OpenSimulator {
  readonly simulator: Simulator;
  readonly stage: Stage;
}

/** Makes a simulator that can be looked into. */
export function openSimulator(options: SimulatorOptions = {}): OpenSimulator {
  const { providers = providerNames, seed = "seedream", latency = 0, clock = systemClock } = options;
  const publicURL = (options.publicURL ?? "https://images.simulator.test").replace(/\/+$/, "");
  const images = new ImageStore(publicURL);
  const log = new CallLog();
  const orders = new OrderBook();
  let ids = 0;
  const stage: Stage = {
    seed,
    latency,
    publicURL,
    clock,
    images,
    calls: log,
    orders,
    nextId: () => digest(`${seed} ${++ids}`),
  };
  const plays = providers.map((provider) => PLAYS[provider](stage));
  const simulator: Simulator = {
    handlers: [...plays.flatMap(({ handlers }) => handlers), images.handler],
    calls: log.calls,
    get images() {
      return images.links;
    },
    next: (provider, scenario, options?: AnyOptions) => orders.next(provider, scenario, options),
    when: (provider, match, scenario, options?: AnyOptions) => orders.when(provider, match, scenario, options),
    always: (provider, scenario, options?: AnyOptions) => orders.always(provider, scenario, options),
    reset() {
      ids = 0;
      log.clear();
      orders.clear();
      images.clear();
      for (const play of plays) play.forget?.();
    },
  };
  return { simulator, stage };
}
