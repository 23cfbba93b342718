import type { ModelSpec } from "@seedream-clients/core";
import { document as ai302 } from "./generated/302ai.ts";
import { document as anyfast } from "./generated/anyfast.ts";
import { document as apimart } from "./generated/apimart.ts";
import { document as ark } from "./generated/ark.ts";
import type { OpenApiDocument } from "./openapi-document.ts";
import type { ProviderName } from "./scenarios.ts";

const DOCUMENTS: Readonly<Record<ProviderName, OpenApiDocument>> = { ark, anyfast, "302ai": ai302, apimart };

/** The models that a provider has. */
export function modelsOf(provider: ProviderName): readonly ModelSpec[] {
  return DOCUMENTS[provider]["x-seedream-models"].models;
}

/** An address of a provider. */
export interface ProviderServer {
  /** Absent where the provider has one address. */
  readonly region: string | undefined;
  readonly url: string;
}

/** The addresses of a provider; the first is the one a client calls unasked. */
export function serversOf(provider: ProviderName): readonly ProviderServer[] {
  return DOCUMENTS[provider].servers.map(({ url, "x-region": region }) => ({ region, url }));
}
