import type { ClientOptions, SeedreamClient, TaskMethods, TaskOptions } from "@seedream-clients/core";
import { createImagesClient, createTasks, createTransport, lazy, taskExchange } from "@seedream-clients/core/client";
import type { Client } from "openapi-fetch";
import type { paths } from "./generated/api.ts";
import { type ModelId, type ModelName, models, type Region } from "./generated/models.ts";
import { fromWire, type NativeFields, readSubmission, toWire } from "./wire.ts";

/** Options of {@link createAPIMart}. */
export interface APIMartOptions extends ClientOptions {
  /**
   * What becomes of reference images given as bytes or `data:` URIs: `"upload"` (the default) sends them to APIMart's
   * upload address first, as its newer pages ask for; `"inline"` sends them within the request, as its older page
   * documents.
   */
  references?: "upload" | "inline";
}

/** Seedream on APIMart. */
export interface APIMartClient
  extends SeedreamClient<ModelName | ModelId, NativeFields, TaskOptions>,
    TaskMethods<ModelName | ModelId, NativeFields> {
  /**
   * The raw API, typed from the spec: any field, any answer as it is. Under the same rules on keys, retries and time.
   * Loaded on the first call.
   */
  readonly api: Client<paths, "application/json">;
}

const path = "/v1/images/generations" satisfies keyof paths;
const uploadPath = "/v1/uploads/images" satisfies keyof paths;

/** The form of answer that comes with idempotency keys. Source: APIMart's own skills repository, read November 2026. */
const keyedResponseVersion = "2026-07-27";

/**
 * A client for Seedream on APIMart. The key is `options.apiKey` or the environment variable `APIMART_API_KEY`.
 *
 * @throws {AuthenticationError} when there is no key, or it cannot stand in a header.
 */
export function createAPIMart(options: APIMartOptions = {}): APIMartClient {
  const region: Region = "default";
  const transport = createTransport(
    {
      provider: "apimart",
      region,
      baseURL: models.servers[region],
      variable: "APIMART_API_KEY",
      patience: 600_000,
    },
    options,
  );
  const form = {
    path,
    taskPath: (id: string) => `/v1/tasks/${encodeURIComponent(id)}`,
    uploads: options.references === "inline" ? undefined : { path: uploadPath, field: "image_urls" },
    idempotency: (key: string) => ({
      "idempotency-key": key,
      "x-apimart-response-version": keyedResponseVersion,
    }),
    readSubmission,
    fromWire,
  };
  const provider = {
    models,
    toWire,
    fields: () => import("./generated/validate.ts"),
    exchange: taskExchange(transport, form),
  };
  return {
    ...createImagesClient<ModelName | ModelId, NativeFields>(transport, provider),
    ...createTasks<ModelName | ModelId, NativeFields>(transport, provider, form),
    api: lazy(async () => (await import("./api.ts")).createApi(transport)),
  };
}
