import { type FurtherRegions, scenarios } from "./generated/providers.ts";

/** Name of a provider that the simulator has. */
export type ProviderName = keyof typeof scenarios;

/** Name of a scenario of a provider. */
export type Scenario<P extends ProviderName = ProviderName> = (typeof scenarios)[P][number];

/** First segment of a path on the server: a provider at its default address, or in another region. */
export type AddressName = { [P in ProviderName]: P | `${P}-${FurtherRegions[P]}` }[ProviderName];

/** Names of the providers. */
export const providerNames = Object.keys(scenarios) as readonly ProviderName[];

export { mockProviders, scenarios } from "./generated/providers.ts";
