import { type GeneratedImage, type ImageEvent, type ImageResult, SeedreamError } from "@seedream-clients/core";
import type { WireError, WireEvent, WireImage, WireResult } from "./protocol.ts";

/** Turns an event into JSON for the page; `undefined` for one that only the server may read, since it is raw. */
export function toWireEvent(event: ImageEvent): WireEvent | undefined {
  if (event.type === "unknown") return undefined;
  if (event.type === "progress") return event;
  if (event.type === "completed") return { type: "completed", result: toWireResult(event.result) };
  const { index } = event;
  if (event.type === "image") return { type: "image", index, image: toWireImage(event.image) };
  return { type: "image-failed", index, error: toWireError(event.error) };
}

function toWireImage({ width, height, mediaType, expiresAt, layer }: GeneratedImage): WireImage {
  return { width, height, mediaType, expiresAt: expiresAt?.toISOString(), layer };
}

/** Facts of an error. One that is not a client's says nothing about the server's inside. */
export function toWireError(error: unknown): WireError {
  const message = "The server failed; the run may have been billed";
  if (!SeedreamError.isInstance(error)) return { name: "OutcomeUnknownError", message, charged: "unknown" };
  return { ...error.toJSON(), name: error.name, message: error.message, images: undefined };
}

function toWireResult({ image: _, raw: __, createdAt, images, interrupted, ...facts }: ImageResult): WireResult {
  return {
    ...facts,
    createdAt: createdAt.toISOString(),
    images: images.map((outcome) =>
      outcome.ok
        ? { ...outcome, image: toWireImage(outcome.image) }
        : { ...outcome, error: toWireError(outcome.error) },
    ),
    interrupted: interrupted && toWireError(interrupted),
  };
}
