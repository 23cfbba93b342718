import type { ClientOptions, ModelCatalogue, SeedreamClient } from "@seedream-clients/core";
import { CliError } from "./exit.ts";

/** Settings of a client. */
export interface Settings extends ClientOptions {
  readonly region?: string | undefined;
}

/** A provider that the command knows. */
export interface ProviderEntry {
  /** Environment variable of its key; absent if it needs no key. */
  readonly key?: string;
  readonly create: (settings: Settings) => Promise<SeedreamClient>;
}

/** @throws {CliError} for a region that the provider's catalogue does not have. */
export function regionOf<R extends string>(
  given: string | undefined,
  { servers }: ModelCatalogue,
  name: string,
): R | undefined {
  const isKnown = (region: string): region is R => Object.hasOwn(servers, region);
  if (given === undefined || isKnown(given)) return given;
  throw new CliError(`${name} has no region "${given}"; it has ${Object.keys(servers).join(", ")}`);
}

/** @throws {CliError} for a region of a provider that has only one. */
export function refuseRegion(given: string | undefined, name: string): void {
  if (given !== undefined) throw new CliError(`${name} has no region "${given}"; it has only one`);
}
