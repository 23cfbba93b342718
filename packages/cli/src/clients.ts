import { existsSync } from "node:fs";
import type { Region as AI302Region } from "@seedream-clients/302ai";
import type { Region as AnyfastRegion } from "@seedream-clients/anyfast";
import type { Region as ArkRegion } from "@seedream-clients/ark";
import type { ClientOptions, ModelCatalogue, SeedreamClient } from "@seedream-clients/core";
import { CliError } from "./exit.ts";

/** What a client is created with. */
export interface Settings extends ClientOptions {
  readonly region?: string | undefined;
}

/** A provider that the command knows. */
interface ProviderEntry {
  /** Environment variable of its key; absent where none is needed. */
  readonly key?: string;
  readonly create: (settings: Settings) => Promise<SeedreamClient>;
}

/** What has to end with the command. */
const closers: (() => Promise<void>)[] = [];

/** Loaded when they are used: a command pays only for its own client. */
export const providers: Readonly<Record<string, ProviderEntry>> = {
  ark: {
    key: "ARK_API_KEY",
    async create({ region, ...options }) {
      const { createArk, models } = await import("@seedream-clients/ark");
      return createArk({ ...options, region: regionOf<ArkRegion>(region, models, "ark") });
    },
  },
  anyfast: {
    key: "ANYFAST_API_KEY",
    async create({ region, ...options }) {
      const { createAnyfast, models } = await import("@seedream-clients/anyfast");
      return createAnyfast({ ...options, region: regionOf<AnyfastRegion>(region, models, "anyfast") });
    },
  },
  "302ai": {
    key: "AI302_API_KEY",
    async create({ region, ...options }) {
      const { create302AI, models } = await import("@seedream-clients/302ai");
      return create302AI({ ...options, region: regionOf<AI302Region>(region, models, "302ai") });
    },
  },
  apimart: {
    key: "APIMART_API_KEY",
    async create({ region, ...options }) {
      const { createAPIMart } = await import("@seedream-clients/apimart");
      if (region !== undefined) throw new CliError(`apimart has no region "${region}"; it has only one`);
      return createAPIMart(options);
    },
  },
  simulator: {
    async create(options) {
      const { serveSimulator } = await import("@seedream-clients/simulator/server");
      const { createArk } = await import("@seedream-clients/ark");
      const server = await serveSimulator();
      closers.push(() => server.close());
      const { baseURLs } = server;
      return createArk({ ...options, region: undefined, apiKey: "simulator", baseURL: baseURLs.ark, download });
    },
  },
};

/** The simulator's images are on this machine. */
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

/** Says which variable must hold the key of a provider, when none does. */
export function requireKey(name: string): void {
  const key = providers[name]?.key;
  if (key === undefined || process.env[key]) return;
  throw new CliError(
    `${key} is not set. Set it in the environment or in a file .env, or try --provider simulator, which needs none`,
  );
}

/** The provider that is meant when none is named: the first that has a key, else Ark. */
export function usualProvider(): string {
  return Object.keys(providers).find((name) => process.env[providers[name]?.key ?? ""]) ?? "ark";
}

/** Reads `.env` of the current folder. What the environment has already stays. */
export function loadEnvironment(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** Ends what clients have opened. */
export async function closeClients(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()));
}

/** @throws {CliError} for a region that the provider's catalogue does not have. */
function regionOf<R extends string>(
  given: string | undefined,
  { servers }: ModelCatalogue,
  name: string,
): R | undefined {
  const isKnown = (region: string): region is R => Object.hasOwn(servers, region);
  if (given === undefined || isKnown(given)) return given;
  throw new CliError(`${name} has no region "${given}"; it has ${Object.keys(servers).join(", ")}`);
}
