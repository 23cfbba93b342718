import type { SeedreamClient } from "@seedream-clients/core";
import type { SimulatorServer } from "@seedream-clients/simulator/server";
import { CliError } from "./exit.ts";
import { clients } from "./generated/clients.ts";
import type { ProviderEntry, Settings } from "./provider-entry.ts";

export type { Settings };

/** Functions that close servers when the command ends. */
const closers: (() => Promise<void>)[] = [];

/** The providers that the command knows. */
export const providers: Readonly<Record<string, ProviderEntry>> = {
  ...clients,
  simulator: {
    async create(options) {
      const { createArk } = await import("@seedream-clients/ark");
      simulator ??= startSimulator();
      const { baseURLs } = await simulator;
      return createArk({ ...options, region: undefined, apiKey, baseURL: baseURLs.ark, download });
    },
  },
};

/** One simulator for all clients, because a batch validates its rows with one client and performs them with another. */
let simulator: Promise<SimulatorServer> | undefined;

async function startSimulator(): Promise<SimulatorServer> {
  const { serveSimulator } = await import("@seedream-clients/simulator/server");
  const server = await serveSimulator();
  closers.push(() => {
    simulator = undefined;
    return server.close();
  });
  return server;
}

/** Must not occur in any message, because the client redacts its key everywhere. */
const apiKey = "no-key-needed";

/** Allows private hosts, because the simulator serves its images from this machine. */
const download = { allowPrivateHosts: true };

/** Creates the client of a provider, with the key from the environment or `.env`. */
export async function openClient(name: string, settings: Settings = {}): Promise<SeedreamClient> {
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!provider) throw new CliError(`There is no provider "${name}"; there are ${Object.keys(providers).join(", ")}`);
  return provider.create(settings);
}

/** Whether the key of a provider is set. */
export function hasKey(name: string): boolean {
  const key = providers[name]?.key;
  return key !== undefined && Boolean(process.env[key]);
}

/** @throws {CliError} that names the variable, when the key of a provider is not set. */
export function requireKey(name: string): void {
  const key = providers[name]?.key;
  if (key === undefined || process.env[key]) return;
  throw new CliError(
    `${key} is not set. Set it in the environment or in a file .env, or try --provider simulator, which needs none`,
  );
}

/** Returns the default provider: the first one with a key, otherwise Ark. */
export function usualProvider(): string {
  return Object.keys(providers).find(hasKey) ?? "ark";
}

/** Closes the servers that clients have started. */
export async function closeClients(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()));
}
