import { type AddressName, mockProviders, type ProviderName, providerNames } from "./providers.ts";
import { serversOf } from "./servers.ts";

/** An address of a provider, and its name on the server. */
export interface ProviderAddress {
  readonly provider: ProviderName;
  readonly name: AddressName;
  readonly url: string;
}

/** Returns the real addresses of all providers. */
export function addresses(): readonly ProviderAddress[] {
  return providerNames.flatMap((provider) =>
    serversOf(mockProviders[provider].document).map(({ region, url }, index) => ({
      provider,
      // `FurtherRegions` is generated from the same servers.
      name: (index === 0 ? provider : `${provider}-${region}`) as AddressName,
      url,
    })),
  );
}

/** Returns the base URLs to set for a simulator at `url`. */
export function baseURLsAt(url: string): Readonly<Record<AddressName, string>> {
  const entries = addresses().map(
    (address) => [address.name, `${url}/${address.name}${new URL(address.url).pathname.replace(/\/$/, "")}`] as const,
  );
  return Object.fromEntries(entries) as Record<AddressName, string>;
}
