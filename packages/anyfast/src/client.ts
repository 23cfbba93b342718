import type { ClientOptions, SeedreamClient } from "@seedream-clients/core";
import { createImagesClient, createTransport, lazy, synchronousExchange } from "@seedream-clients/core/client";
import type { Client } from "openapi-fetch";
import type { paths } from "./generated/api.ts";
import { type ModelId, type ModelName, models, type Region } from "./generated/models.ts";
import { fromWire, type NativeFields, toWire } from "./wire.ts";

/** Options of {@link createAnyfast}. */
export interface AnyfastOptions extends ClientOptions {
  /** Which of its two addresses to call: `"cn"` (the default) or `"intl"`. */
  region?: Region;
}

/** Seedream on Anyfast. */
export interface AnyfastClient extends SeedreamClient<ModelName | ModelId, NativeFields> {
  /**
   * The raw API, typed from the spec: any field, any answer as it is. Under the same rules on keys, retries and time.
   * Loaded on the first call.
   */
  readonly api: Client<paths, "application/json">;
}

const path = "/v1/images/generations" satisfies keyof paths;

/**
 * A client for Seedream on Anyfast. The key is `options.apiKey` or the environment variable `ANYFAST_API_KEY`.
 *
 * @throws {AuthenticationError} when there is no key, or it cannot stand in a header.
 */
export function createAnyfast(options: AnyfastOptions = {}): AnyfastClient {
  const { region = "cn" } = options;
  const transport = createTransport(
    { provider: "anyfast", region, baseURL: models.servers[region], variable: "ANYFAST_API_KEY" },
    options,
  );
  return {
    ...createImagesClient<ModelName | ModelId, NativeFields>(transport, {
      models,
      toWire,
      fields: () => import("./generated/validate.ts"),
      exchange: synchronousExchange(transport, path, fromWire),
    }),
    api: lazy(async () => (await import("./api.ts")).createApi(transport)),
  };
}
