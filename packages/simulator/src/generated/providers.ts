// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.

import { ark } from "../ark/mock-provider.ts";
import { scenarios as arkScenarios } from "../ark/scenarios.ts";
import { ai302 } from "../302ai/mock-provider.ts";
import { scenarios as ai302Scenarios } from "../302ai/scenarios.ts";
import { anyfast } from "../anyfast/mock-provider.ts";
import { scenarios as anyfastScenarios } from "../anyfast/scenarios.ts";
import { apimart } from "../apimart/mock-provider.ts";
import { scenarios as apimartScenarios } from "../apimart/scenarios.ts";
import type { MockProvider } from "../mock-provider.ts";

/** Scenarios by provider. */
export const scenarios: {
  readonly ark: typeof arkScenarios;
  readonly "302ai": typeof ai302Scenarios;
  readonly anyfast: typeof anyfastScenarios;
  readonly apimart: typeof apimartScenarios;
} = { ark: arkScenarios, "302ai": ai302Scenarios, anyfast: anyfastScenarios, apimart: apimartScenarios };

/** The mock providers. */
export const mockProviders: { readonly [P in keyof typeof scenarios]: MockProvider } = {
  ark,
  "302ai": ai302,
  anyfast,
  apimart,
};

/** Regions that have an address beside the provider's default one. */
export interface FurtherRegions {
  readonly ark: "ap-southeast";
  readonly "302ai": "cn";
  readonly anyfast: "intl";
  readonly apimart: never;
}
