import type { ClientOptions } from "@seedream-clients/core";
import {
  arkRefusedAs,
  createClient,
  defineProvider,
  type PreparedRequest,
  type ProviderClient,
  readArkMessage,
  type Sendable,
} from "@seedream-clients/core/client";
import type { components, paths } from "./generated/api.ts";
import { type KnownModel, models, type Region } from "./generated/models.ts";
import { fields } from "./generated/validate.ts";

/** Body of a request to Anyfast. */
type WireRequest = components["schemas"]["ImageRequest"];

/** Anyfast's fields that have no portable counterpart. */
export interface NativeFields extends Sendable<Pick<WireRequest, "logo_info" | "tools">> {}

/** Options of {@link createAnyfast}. */
export interface AnyfastOptions extends ClientOptions {
  /** Which of its two addresses to call: `"cn"` (the default) or `"intl"`. */
  region?: Region | undefined;
}

/** Client for Seedream on Anyfast. */
export interface AnyfastClient extends ProviderClient<KnownModel, paths, NativeFields> {}

const anyfast = /* @__PURE__ */ defineProvider<paths, WireRequest, NativeFields>()({
  name: "anyfast",
  models,
  fields,
  apiKeyVariable: "ANYFAST_API_KEY",
  wire: { watermark: true, count: true, references: "inline", size: "pixels" },
  toWire,
  submit: (api, body, init) => api.POST("/v1/images/generations", { body, ...init }),
  fromWire: readArkMessage,
  refusedAs: arkRefusedAs,
});

/**
 * Creates a client for Seedream on Anyfast. Without `apiKey` and `baseURL`, the environment variables `ANYFAST_API_KEY`
 * and `ANYFAST_BASE_URL` are read at the first call.
 *
 * @throws {AuthenticationError} when `apiKey` is malformed, and in a web page without `dangerouslyAllowBrowser`.
 * @throws {InvalidRequestError} when `baseURL` is not a web address, and for an unknown `region`.
 */
export function createAnyfast({ region = "cn", ...options }: AnyfastOptions = {}): AnyfastClient {
  return createClient<KnownModel, paths, WireRequest, NativeFields>(anyfast, options, region);
}

function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, count } = request;
  const isGroup = count > 1;
  return {
    model: request.model,
    prompt: request.prompt,
    image: references.length > 0 ? references : undefined,
    size: request.size.text,
    sequential_image_generation: isGroup ? "auto" : undefined,
    sequential_image_generation_options: isGroup ? { max_images: count } : undefined,
    seed: request.seed,
    watermark: request.watermark,
    ...native,
  };
}
