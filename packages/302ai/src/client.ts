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

/** Body of a request to 302.AI. */
type WireRequest = components["schemas"]["ImageRequest"];

/**
 * Every field of 302.AI has a portable counterpart. `none` accepts no value. With it, other fields do not compile,
 * but an `ImageRequest` of any provider does.
 */
export interface NativeFields {
  readonly none?: never;
}

/** Options of {@link create302AI}. */
export interface AI302Options extends ClientOptions {
  /** Which of its addresses to call; see the README. */
  region?: Region | undefined;
}

/** Client for Seedream on 302.AI. */
export interface AI302Client extends ProviderClient<KnownModel, paths, NativeFields> {}

const ai302 = /* @__PURE__ */ defineProvider<paths, WireRequest, NativeFields>()({
  name: "302ai",
  models,
  fields,
  apiKeyVariable: "AI302_API_KEY",
  wire: { watermark: true, count: true, references: "inline", size: "pixels" },
  toWire,
  submit: (api, body, init) => api.POST("/doubao/images/generations", { body, ...init }),
  fromWire: readArkMessage,
  refusedAs: arkRefusedAs,
});

/**
 * Creates a client for Seedream on 302.AI. Without `apiKey` and `baseURL`, the environment variables `AI302_API_KEY`
 * and `AI302_BASE_URL` are read at the first call.
 *
 * @throws {AuthenticationError} when `apiKey` is malformed, and in a web page without `dangerouslyAllowBrowser`.
 * @throws {InvalidRequestError} when `baseURL` is not a web address, and for an unknown `region`.
 */
export function create302AI({ region = "global", ...options }: AI302Options = {}): AI302Client {
  return createClient<KnownModel, paths, WireRequest, NativeFields>(ai302, options, region);
}

function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, count } = request;
  const isGroup = count > 1;
  return {
    model: request.model,
    prompt: request.prompt,
    image: references.length > 0 ? references : undefined,
    size: request.size.text,
    sequential_image_generation: isGroup ? "auto" : "disabled",
    sequential_image_generation_options: isGroup ? { max_images: count } : undefined,
    seed: request.seed,
    stream: request.stream || undefined,
    response_format: request.delivery === "inline" ? "b64_json" : "url",
    watermark: request.watermark,
    ...native,
  };
}
