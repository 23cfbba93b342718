import type { Clock } from "@seedream-clients/core";
import type { HttpHandler } from "msw";
import { ai302 } from "./302ai/provider.ts";
import { anyfast } from "./anyfast/provider.ts";
import { playAPIMart } from "./apimart/play.ts";
import { ark } from "./ark/provider.ts";
import { playArkForm } from "./ark-form/handlers.ts";
import { CallLog, type SimulatorCall } from "./calls.ts";
import { systemClock } from "./clock.ts";
import { digest } from "./hash.ts";
import { ImageStore } from "./images.ts";
import type { Play } from "./play.ts";
import { type ProviderName, providerNames, type Scenario, ScenarioQueue } from "./scenarios.ts";
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
  /** Has a scenario happen to the next call of a provider that it can happen to; several wait in line. */
  next<P extends ProviderName>(provider: P, scenario: Scenario<P>): void;
  /** Forgets calls, images, tasks, uploads and waiting scenarios: as new. */
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
  const { providers = providerNames, seed = "seedream", latency = 0, clock = systemClock } = options;
  const publicURL = (options.publicURL ?? "https://images.simulator.test").replace(/\/+$/, "");
  const images = new ImageStore(publicURL);
  const log = new CallLog();
  const queue = new ScenarioQueue();
  let ids = 0;
  const stage: Stage = {
    seed,
    latency,
    publicURL,
    clock,
    images,
    calls: log,
    queue,
    nextId: () => digest(`${seed} ${++ids}`),
  };
  const plays = providers.map((provider) => PLAYS[provider](stage));
  return {
    handlers: [...plays.flatMap(({ handlers }) => handlers), images.handler],
    calls: log.calls,
    next: (provider, scenario) => queue.add(provider, scenario),
    reset() {
      ids = 0;
      log.clear();
      queue.clear();
      images.clear();
      for (const play of plays) play.forget?.();
    },
  };
}
