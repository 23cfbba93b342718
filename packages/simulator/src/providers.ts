import { ai302 } from "./302ai/mock-provider.ts";
import { scenarios as ai302Scenarios } from "./302ai/scenarios.ts";
import { anyfast } from "./anyfast/mock-provider.ts";
import { scenarios as anyfastScenarios } from "./anyfast/scenarios.ts";
import { apimart } from "./apimart/mock-provider.ts";
import { scenarios as apimartScenarios } from "./apimart/scenarios.ts";
import { ark } from "./ark/mock-provider.ts";
import { scenarios as arkScenarios } from "./ark/scenarios.ts";
import type { FurtherRegion as AI302Region } from "./generated/302ai.ts";
import type { FurtherRegion as AnyfastRegion } from "./generated/anyfast.ts";
import type { FurtherRegion as APIMartRegion } from "./generated/apimart.ts";
import type { FurtherRegion as ArkRegion } from "./generated/ark.ts";
import type { MockProvider } from "./mock-provider.ts";

/** Scenarios by provider. */
export const scenarios: {
  readonly ark: typeof arkScenarios;
  readonly anyfast: typeof anyfastScenarios;
  readonly "302ai": typeof ai302Scenarios;
  readonly apimart: typeof apimartScenarios;
} = { ark: arkScenarios, anyfast: anyfastScenarios, "302ai": ai302Scenarios, apimart: apimartScenarios };

/** The mock providers. */
export const mockProviders: Readonly<Record<ProviderName, MockProvider>> = { ark, anyfast, "302ai": ai302, apimart };

/** Regions that have an address beside the provider's default one. */
interface FurtherRegions extends Readonly<Record<ProviderName, string>> {
  readonly ark: ArkRegion;
  readonly anyfast: AnyfastRegion;
  readonly "302ai": AI302Region;
  readonly apimart: APIMartRegion;
}

/** Name of a provider that the simulator has. */
export type ProviderName = keyof typeof scenarios;

/** Name of a scenario of a provider. */
export type Scenario<P extends ProviderName = ProviderName> = (typeof scenarios)[P][number];

/** First segment of a path on the server: a provider at its default address, or in another region. */
export type AddressName = { [P in ProviderName]: P | `${P}-${FurtherRegions[P]}` }[ProviderName];

/** Names of the providers. */
export const providerNames = Object.keys(scenarios) as readonly ProviderName[];
