import type { ClientOptions, SeedreamClient, Task, TaskHandle } from "@seedream-clients/core";
import type { SimulatorServer } from "@seedream-clients/simulator/server";
import { clients } from "./generated/clients.ts";
import type { ProviderInfo, ProviderName } from "./messages.ts";

/** A client, with tasks where the provider has them. */
export interface StudioClient extends SeedreamClient {
  task?(handle: TaskHandle): Task;
}

/** A provider that can be called. */
export interface Provider extends ProviderInfo {
  /** A client of its own for a run, whose calls go through `fetch`. */
  connect(fetch: typeof globalThis.fetch): StudioClient;
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Entry {
  readonly title: string;
  /** Environment variable with the key. */
  readonly variable: string;
  readonly region: string;
  readonly create: (options: ClientOptions) => StudioClient;
}

const entries: Readonly<Record<ProviderName, Entry>> = clients;

export const providerNames: readonly ProviderName[] = Object.keys(entries).filter(isProvider);

/** The variables that a key can be in. */
export const keyVariables = providerNames.map((name) => entries[name].variable);

/** Every provider on the simulator, and those that have a key in the environment also live. */
export function openProviders(simulator: SimulatorServer, environment: Environment): Provider[] {
  const simulated = providerNames.map((name) =>
    offer(name, false, {
      apiKey: "simulator",
      baseURL: simulator.baseURLs[name],
      download: { allowPrivateHosts: true },
    }),
  );
  const live = providerNames.flatMap((name) => {
    const apiKey = environment[entries[name].variable]?.trim();
    return apiKey ? [offer(name, true, { apiKey })] : [];
  });
  return [...simulated, ...live];
}

function isProvider(name: string): name is ProviderName {
  return Object.hasOwn(entries, name);
}

function offer(name: ProviderName, live: boolean, options: ClientOptions): Provider {
  const { title, region, create } = entries[name];
  // Made once at the start as well, so that a malformed key is told then and not at the first run.
  const { models: catalogue } = create(options);
  const id = `${name}-${live ? "live" : "simulated"}`;
  return { id, name, title, live, region, catalogue, connect: (fetch) => create({ ...options, fetch }) };
}
