import type { ClientOptions, SeedreamClient } from "@seedream-clients/core";
import { createImagesClient, createTransport, lazy, synchronousExchange } from "@seedream-clients/core/client";
import type { Client } from "openapi-fetch";
import type { paths } from "./generated/api.ts";
import { type ModelId, type ModelName, models, type Region } from "./generated/models.ts";
import { fromWire, type NativeFields, toWire } from "./wire.ts";

/** Options of {@link create302AI}. */
export interface AI302Options extends ClientOptions {
  /** Which of its addresses to call; see the README. */
  region?: Region;
}

/** Seedream on 302.AI. */
export interface AI302Client extends SeedreamClient<ModelName | ModelId, NativeFields> {
  /**
   * The raw API, typed from the spec: any field, any answer as it is. Under the same rules on keys, retries and time.
   * Loaded on the first call.
   */
  readonly api: Client<paths, "application/json">;
}

const path = "/doubao/images/generations" satisfies keyof paths;

/**
 * A client for Seedream on 302.AI. The key is `options.apiKey` or the environment variable `AI302_API_KEY`.
 *
 * @throws {AuthenticationError} when there is no key, or it cannot stand in a header.
 */
export function create302AI(options: AI302Options = {}): AI302Client {
  const { region = "global" } = options;
  const transport = createTransport(
    { provider: "302ai", region, baseURL: models.servers[region], variable: "AI302_API_KEY" },
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
