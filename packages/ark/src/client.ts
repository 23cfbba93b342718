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

/** Body of a request to Ark. */
type WireRequest = components["schemas"]["ImageRequest"];

/** Ark's fields that have no portable counterpart. */
export interface NativeFields
  extends Sendable<
    Pick<WireRequest, "guidance_scale" | "tools" | "optimize_prompt" | "layer_decomposition" | "background">
  > {}

/** Options of {@link createArk}. */
export interface ArkOptions extends ClientOptions {
  /**
   * Where the account is: `"cn-beijing"` is Volcengine Ark (the default), `"ap-southeast"` is BytePlus ModelArk. Sets
   * the model ids, and the address unless `baseURL` or `ARK_BASE_URL` does.
   */
  region?: Region | undefined;
}

/** Client for Seedream on Volcengine Ark or BytePlus ModelArk. */
export interface ArkClient extends ProviderClient<KnownModel, paths, NativeFields> {}

const ark = /* @__PURE__ */ defineProvider<paths, WireRequest, NativeFields>()({
  name: "ark",
  models,
  fields,
  apiKeyVariable: "ARK_API_KEY",
  clientRequestIdHeader: "X-Client-Request-Id",
  wire: { watermark: true, count: true, references: "inline", size: "pixels" },
  toWire,
  submit: (api, body, init) => api.POST("/images/generations", { body, ...init }),
  fromWire: readArkMessage,
  refusedAs: arkRefusedAs,
});

/**
 * Creates a client for Seedream on Volcengine Ark or BytePlus ModelArk. Without `apiKey` and `baseURL`, the environment
 * variables `ARK_API_KEY` and `ARK_BASE_URL` are read at the first call.
 *
 * @throws {AuthenticationError} when `apiKey` is malformed, and in a web page without `dangerouslyAllowBrowser`.
 * @throws {InvalidRequestError} when `baseURL` is not a web address, and for an unknown `region`.
 */
export function createArk({ region = "cn-beijing", ...options }: ArkOptions = {}): ArkClient {
  return createClient<KnownModel, paths, WireRequest, NativeFields>(ark, options, region);
}

function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, count, promptOptimization: mode } = request;
  const isGroup = count > 1;
  return {
    model: request.model,
    prompt: request.prompt,
    image: references.length > 1 ? references : references[0],
    size: request.size.text,
    sequential_image_generation: isGroup ? "auto" : undefined,
    sequential_image_generation_options: isGroup ? { max_images: count } : undefined,
    seed: request.seed,
    optimize_prompt_options: mode && { mode },
    output_format: request.format,
    stream: request.stream || undefined,
    response_format: request.delivery === "inline" ? "b64_json" : "url",
    watermark: request.watermark,
    ...native,
  };
}
