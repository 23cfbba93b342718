import { type GeneratedImage, type ImageEvent, type ImageResult, SeedreamError } from "@seedream-clients/core";
import type { WireError, WireEvent, WireImage, WireResult } from "./protocol.ts";

/** Turns an event into JSON for the page; `undefined` for a raw event, which only the server may read. */
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

/** Returns the facts of an error. If it is not a client's, it reveals nothing about the inside of the server. */
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
