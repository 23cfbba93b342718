import { type PreparedRequest, readArkMessage, type Sendable } from "@seedream-clients/core/client";
import type { components } from "./generated/api.ts";

/** The request as Ark takes it. */
export type WireRequest = components["schemas"]["ImageRequest"];

/** Ark's fields that the portable request has no word for. */
export type NativeFields = Pick<
  WireRequest,
  "guidance_scale" | "tools" | "optimize_prompt" | "layer_decomposition" | "background"
>;

/** The wire form of a request. */
export function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, count, promptOptimization: mode } = request;
  const group = count > 1;
  return {
    model: request.model,
    prompt: request.prompt,
    image: references.length > 1 ? [...references] : references[0],
    size: request.size.text,
    sequential_image_generation: group ? "auto" : undefined,
    sequential_image_generation_options: group ? { max_images: count } : undefined,
    seed: request.seed,
    optimize_prompt_options: mode && { mode },
    output_format: request.format,
    stream: request.stream || undefined,
    response_format: request.delivery === "inline" ? "b64_json" : "url",
    watermark: request.watermark,
    ...native,
  };
}

/** What a message from Ark says: an answer, or an event of a stream. */
export const fromWire = readArkMessage;
