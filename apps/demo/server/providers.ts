import type { ClientOptions, RequestNotice, SeedreamClient, TaskMethods } from "@seedream-clients/core";
import { clients } from "./generated/clients.ts";
import type { ProviderInfo, ProviderName } from "./messages.ts";

/** A provider on the simulator, or live. */
export interface Offer {
  /** Name of its client: `"ark-simulated"`. */
  readonly client: string;
  readonly provider: ProviderInfo;
  readonly live: boolean;
  /** Has the methods of tasks if the provider has tasks. */
  readonly seedream: SeedreamClient & Partial<TaskMethods<string, object>>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export const providerNames = Object.keys(clients).filter((name): name is ProviderName => name in clients);

/**
 * Offers every provider on the simulator, and also live if the environment has its key.
 *
 * @param simulated Options of a client on the simulator.
 * @param common Options of every client.
 */
export function openOffers(
  simulated: (name: ProviderName) => ClientOptions,
  environment: Environment,
  common: ClientOptions,
): Offer[] {
  return providerNames.flatMap((name) => {
    const { create, ...facts } = clients[name];
    const apiKey = environment[facts.variable]?.trim();
    const offer = (live: boolean, options: ClientOptions): Offer => {
      const seedream = create({ ...options, ...common });
      const provider = { ...facts, name, hasKey: Boolean(apiKey), catalogue: seedream.models };
      return { client: `${name}-${live ? "live" : "simulated"}`, provider, live, seedream };
    };
    const free = offer(false, simulated(name));
    return apiKey ? [free, offer(true, { apiKey })] : [free];
  });
}

/** Returns the address of the live call that makes images. Reads it from a call that is not sent. */
export function endpointOf({ provider: { name } }: Offer): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fetch = () => Promise.reject(new TypeError("Only the address was wanted"));
  const onRequest = ({ url }: RequestNotice) => resolve(url);
  const options = { apiKey: "not-sent", fetch, onRequest, maxRetries: 0, dangerouslyAllowBrowser: true };
  clients[name].create(options).generate({ prompt: "-" }).catch(reject);
  return promise;
}
