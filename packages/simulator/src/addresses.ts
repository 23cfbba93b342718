import { type ProviderName, providerNames } from "./scenarios.ts";
import { serversOf } from "./servers.ts";

/** First segment of a path: a provider at the address that a client calls unasked, or in another region. */
export type AddressName = ProviderName | "ark-ap-southeast" | "anyfast-intl" | "302ai-cn";

/** The real addresses by their names here. */
export function addresses(): (readonly [name: string, address: string])[] {
  return providerNames.flatMap((provider) =>
    serversOf(provider).map(
      ({ region, url }, index) => [index === 0 ? provider : `${provider}-${region}`, url] as const,
    ),
  );
}

/** What to set as base URL, where the simulator itself is at an address. */
export function baseURLsAt(url: string): Readonly<Record<AddressName, string>> {
  const real = new Map(addresses());
  const at = (name: AddressName) => `${url}/${name}${new URL(real.get(name) ?? url).pathname.replace(/\/$/, "")}`;
  return {
    ark: at("ark"),
    "ark-ap-southeast": at("ark-ap-southeast"),
    anyfast: at("anyfast"),
    "anyfast-intl": at("anyfast-intl"),
    "302ai": at("302ai"),
    "302ai-cn": at("302ai-cn"),
    apimart: at("apimart"),
  };
}
