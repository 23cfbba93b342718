import type { DownloadLimits } from "@seedream-clients/core";
import { providers } from "./clients.ts";

/** Returns limits that allow private hosts for a mock provider on this machine, because its images are here too. */
export function downloadFrom(provider: string): DownloadLimits {
  return { allowPrivateHosts: provider === "simulator" || isLocal(baseURLOf(provider)) };
}

/** Reads the base URL of a provider from the environment, for example from `ARK_BASE_URL`. */
export function baseURLOf(provider: string): string | undefined {
  const variable = providers[provider]?.key?.replace("API_KEY", "BASE_URL");
  return (variable && process.env[variable]?.trim()) || undefined;
}

function isLocal(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  return /^(127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(address).hostname);
}
