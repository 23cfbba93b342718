import type { ProviderName } from "../scenarios.ts";

/** Providers whose requests, responses and streams have the form that Ark coined. */
export type ArkFormName = Exclude<ProviderName, "apimart">;
