import { type PreparedRequest, readArkMessage, type Sendable } from "@seedream-clients/core/client";
import type { components } from "./generated/api.ts";

/** The request as 302.AI takes it. */
export type WireRequest = components["schemas"]["ImageRequest"];

/** The portable request has a word for every field of 302.AI. */
export type NativeFields = Record<string, never>;

/** The wire form of a request. */
export function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, count } = request;
  const group = count > 1;
  return {
    model: request.model,
    prompt: request.prompt,
    image: references.length > 0 ? [...references] : undefined,
    size: request.size.text,
    sequential_image_generation: group ? "auto" : "disabled",
    sequential_image_generation_options: group ? { max_images: count } : undefined,
    seed: request.seed,
    stream: request.stream || undefined,
    response_format: request.delivery === "inline" ? "b64_json" : "url",
    watermark: request.watermark,
    ...native,
  };
}

/** What a message from 302.AI says, an answer or an event of a stream: it has Ark's form. */
export const fromWire = readArkMessage;
