import { join } from "node:path";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

const specs = join(import.meta.dirname, "../../../specs");

export interface PrismServer {
  readonly baseURL: string;
  close(): Promise<void>;
}

/** Serves the spec of a provider with Prism, which refuses a request that breaks the spec. */
export async function servePrism(provider: string): Promise<PrismServer> {
  const operations = await getHttpOperationsFromSpec(join(specs, provider, "openapi.yaml"));
  const server = createServer(operations, {
    components: { logger: createLogger("prism", { level: "silent" }) },
    config: {
      isProxy: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: true,
    },
    cors: false,
  });
  const baseURL = await server.listen(0, "127.0.0.1");
  return { baseURL, close: () => server.close() };
}
