import type { Clock } from "@seedream-clients/core";
import type { HttpHandler } from "msw";
import { CallLog } from "./call-log.ts";
import { type CallMatch, matches } from "./call-match.ts";
import { systemClock } from "./clock.ts";
import { digest } from "./hash.ts";
import { ImageStore } from "./images.ts";
import { mockProviders, type ProviderName, providerNames, type Scenario, scenarios } from "./providers.ts";
import type { AnyOptions, OptionsOf } from "./scenario-options.ts";
import { ScenarioQueue } from "./scenario-queue.ts";
import type { SimulatorCall } from "./simulator-call.ts";
import { UploadStore } from "./uploads.ts";

export interface SimulatorOptions {
  /** Providers to mock. Default: all. */
  readonly providers?: readonly ProviderName[];
  /** The same seed and request give the same images and ids. Default: `"seedream"`. */
  readonly seed?: string;
  /** Time that an image takes, also in a task, in ms. Default: 0. */
  readonly latency?: number;
  /** Base URL of the links to images. Default: `"https://images.simulator.test"`, which the handlers serve. */
  readonly publicURL?: string;
  /** Clock of the simulator. Default: the real one. */
  readonly clock?: Clock;
}

/** Mock providers behind MSW handlers. */
export interface Simulator {
  /** For MSW: `setupServer(...simulator.handlers)`. */
  readonly handlers: HttpHandler[];
  /** The requests so far, oldest first; the last 1000 are kept. */
  readonly calls: readonly SimulatorCall[];
  /** Links of the images made so far, oldest first; the last 5000 are kept. */
  readonly images: readonly string[];
  /** Queues a scenario for the next call of a provider that it applies to. Several are used in order. */
  next<P extends ProviderName, S extends Scenario<P>>(provider: P, scenario: S, options?: OptionsOf<S>): void;
  /** Sets a scenario for every call that matches. If several match, the first one that was set applies. */
  when<P extends ProviderName, S extends Scenario<P>>(
    provider: P,
    match: CallMatch,
    scenario: S,
    options?: OptionsOf<S>,
  ): void;
  /** Sets a scenario for every call that has no other one; `undefined` ends it. */
  always<P extends ProviderName, S extends Scenario<P>>(
    provider: P,
    scenario: S | undefined,
    options?: OptionsOf<S>,
  ): void;
  /** Forgets calls, images, tasks, uploads and scenarios. */
  reset(): void;
}

/** Creates a simulator: mock providers with the limits, responses and failures of the real ones, free of charge. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  return openSimulator(options).simulator;
}

function unknownProvider(name: string): RangeError {
  return new RangeError(`"${name}" is not a provider of the simulator; it has ${providerNames.join(", ")}`);
}

/** @throws {RangeError} for a text that is not an HTTP URL. */
function toBaseURL(publicURL: string): string {
  if (/^https?:\/\//i.test(publicURL) && URL.canParse(publicURL)) return publicURL.replace(/\/+$/, "");
  throw new RangeError(`publicURL is "${publicURL}"; it must be a URL such as "https://images.simulator.test"`);
}

/** A simulator, and the state that its page shows. */
export interface OpenSimulator {
  readonly simulator: Simulator;
  readonly images: ImageStore;
  queueOf(provider: ProviderName): ScenarioQueue;
}

/** Creates a simulator with access to its state. */
export function openSimulator(options: SimulatorOptions = {}): OpenSimulator {
  const { providers = providerNames, seed = "seedream", latency = 0, clock = systemClock } = options;
  const unknown = providers.find((provider) => !providerNames.includes(provider));
  if (unknown !== undefined) throw unknownProvider(unknown);
  if (!(Number.isFinite(latency) && latency >= 0)) {
    throw new RangeError(`latency is ${latency}; it must be a number of ms, 0 or more`);
  }
  const publicURL = toBaseURL(options.publicURL ?? "https://images.simulator.test");
  const images = new ImageStore(publicURL);
  const uploads = new UploadStore(publicURL);
  const log = new CallLog<SimulatorCall>();
  const queues = new Map(providerNames.map((name) => [name, new ScenarioQueue(name, scenarios[name])] as const));
  let ids = 0;
  const shared = { seed, latency, publicURL, clock, images, uploads, nextId: () => digest(`${seed} ${++ids}`) };

  function queueOf(provider: ProviderName): ScenarioQueue {
    const queue = queues.get(provider);
    if (!queue) throw unknownProvider(provider);
    return queue;
  }

  const running = providers.map((provider) =>
    mockProviders[provider].start({
      ...shared,
      provider,
      calls: () => log.calls.filter((call) => call.provider === provider),
      record: (call, size) => log.add({ provider, ...call }, size),
      takeScenario: (call, accepts) => queueOf(provider).take(call, accepts),
    }),
  );
  const simulator: Simulator = {
    handlers: [...running.flatMap(({ handlers }) => handlers), images.handler, uploads.handler],
    calls: log.calls,
    get images() {
      return images.links;
    },
    next: (provider, scenario, options?: AnyOptions) => queueOf(provider).next(scenario, options),
    when(provider, match, scenario, options?: AnyOptions) {
      const queue = queueOf(provider);
      const { fields } = mockProviders[provider].wire;
      queue.when((call) => matches(match, { provider, ...call }, fields), scenario, options);
    },
    always: (provider, scenario, options?: AnyOptions) => queueOf(provider).always(scenario, options),
    reset() {
      ids = 0;
      log.clear();
      images.clear();
      uploads.clear();
      for (const queue of queues.values()) queue.clear();
      for (const provider of running) provider.reset?.();
    },
  };
  return { simulator, images, queueOf };
}
