import { create302AI } from "@seedream-clients/302ai";
import { createAnyfast } from "@seedream-clients/anyfast";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import type { ClientOptions, SeedreamClient, Task, TaskHandle } from "@seedream-clients/core";
import type { SimulatorServer } from "@seedream-clients/simulator/server";
import type { ProviderInfo } from "./messages.ts";

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
  readonly name: keyof SimulatorServer["baseURLs"];
  readonly title: string;
  /** Environment variable with the key. */
  readonly variable: string;
  readonly region: string;
  readonly create: (options: ClientOptions) => StudioClient;
}

/** One entry a provider: everything that the studio needs to know of it. */
const entries: readonly Entry[] = [
  { name: "ark", title: "Volcengine Ark", variable: "ARK_API_KEY", region: "cn-beijing", create: createArk },
  { name: "anyfast", title: "Anyfast", variable: "ANYFAST_API_KEY", region: "cn", create: createAnyfast },
  { name: "302ai", title: "302.AI", variable: "AI302_API_KEY", region: "global", create: create302AI },
  { name: "apimart", title: "APIMart", variable: "APIMART_API_KEY", region: "default", create: createAPIMart },
];

/** The variables that a key can be in. */
export const keyVariables = entries.map(({ variable }) => variable);

/** Every provider on the simulator, and those that have a key in the environment also live. */
export function openProviders(simulator: SimulatorServer, environment: Environment): Provider[] {
  const simulated = entries.map((entry) =>
    offer(entry, false, {
      apiKey: "simulator",
      baseURL: simulator.baseURLs[entry.name],
      download: { allowPrivateHosts: true },
    }),
  );
  const live = entries.flatMap((entry) => {
    const apiKey = environment[entry.variable]?.trim();
    return apiKey ? [offer(entry, true, { apiKey })] : [];
  });
  return [...simulated, ...live];
}

function offer({ name, title, region, create }: Entry, live: boolean, options: ClientOptions): Provider {
  // Made once at the start as well, so that a malformed key is told then and not at the first run.
  const { models: catalogue } = create(options);
  const id = `${name}-${live ? "live" : "simulated"}`;
  return { id, name, title, live, region, catalogue, connect: (fetch) => create({ ...options, fetch }) };
}
