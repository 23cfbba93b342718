import type { DownloadLimits } from "@seedream-clients/core";
import { providers } from "./clients.ts";

/** Limits on downloads: a mock provider on this machine, such as that of `seedream simulate`, has its images here too. */
export function downloadFrom(provider: string): DownloadLimits {
  return { allowPrivateHosts: provider === "simulator" || isLocal(baseURLOf(provider)) };
}

/** Another address that the environment gives a provider. */
export function baseURLOf(provider: string): string | undefined {
  const variable = providers[provider]?.key?.replace("API_KEY", "BASE_URL");
  return (variable && process.env[variable]?.trim()) || undefined;
}

function isLocal(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  return /^(127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(address).hostname);
}
