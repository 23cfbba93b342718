import { type PreparedRequest, readArkMessage, type Sendable } from "@seedream-clients/core/client";
import type { components } from "./generated/api.ts";

/** The request as Anyfast takes it. */
export type WireRequest = components["schemas"]["ImageRequest"];

/** Anyfast's fields that the portable request has no word for. */
export type NativeFields = Pick<WireRequest, "logo_info" | "tools">;

/** The wire form of a request. */
export function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, count } = request;
  const group = count > 1;
  return {
    model: request.model,
    prompt: request.prompt,
    image: references.length > 0 ? [...references] : undefined,
    size: request.size.text,
    sequential_image_generation: group ? "auto" : undefined,
    sequential_image_generation_options: group ? { max_images: count } : undefined,
    seed: request.seed,
    watermark: request.watermark,
    ...native,
  };
}

/** What an answer of Anyfast says: it has Ark's form. */
export const fromWire = readArkMessage;
