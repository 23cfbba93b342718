import type { OpenApiDocument } from "./openapi-document.ts";

/** An address of a provider. */
export interface ProviderServer {
  /** Absent if the provider has one address. */
  readonly region: string | undefined;
  readonly url: string;
}

/** The addresses of a provider; the first is the default of its client. */
export function serversOf({ servers }: OpenApiDocument): readonly ProviderServer[] {
  return servers.map(({ url, "x-region": region }) => ({ region, url }));
}
