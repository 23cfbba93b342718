import type { ClientOptions, SeedreamClient } from "@seedream-clients/core";
import { createImagesClient, createTransport, lazy, synchronousExchange } from "@seedream-clients/core/client";
import type { Client } from "openapi-fetch";
import type { paths } from "./generated/api.ts";
import { type ModelId, type ModelName, models, type Region } from "./generated/models.ts";
import { fromWire, type NativeFields, toWire } from "./wire.ts";

/** Options of {@link createArk}. */
export interface ArkOptions extends ClientOptions {
  /**
   * Where the account is: `"cn-beijing"` is Volcengine Ark (the default), `"ap-southeast"` is BytePlus ModelArk. Sets
   * the address and which of a model's ids is sent.
   */
  region?: Region;
}

/** Seedream on Volcengine Ark or BytePlus ModelArk. */
export interface ArkClient extends SeedreamClient<ModelName | ModelId, NativeFields> {
  /**
   * The raw API, typed from the spec: any field, any answer as it is. Under the same rules on keys, retries and time.
   * Loaded on the first call.
   */
  readonly api: Client<paths, "application/json">;
}

const path = "/images/generations" satisfies keyof paths;

/**
 * A client for Seedream on Volcengine Ark or BytePlus ModelArk. The key is `options.apiKey` or the environment
 * variable `ARK_API_KEY`.
 *
 * @throws {AuthenticationError} when there is no key, or it cannot stand in a header.
 */
export function createArk(options: ArkOptions = {}): ArkClient {
  const { region = "cn-beijing" } = options;
  const transport = createTransport(
    {
      provider: "ark",
      region,
      baseURL: models.servers[region],
      variable: "ARK_API_KEY",
      requestIdHeader: "X-Client-Request-Id",
    },
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
