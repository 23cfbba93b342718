import type { ImageRequest, ReferenceImage } from "@seedream-clients/core";
import type { FixtureImage, FixtureRequest } from "./fixture.ts";

/** Converts the request of a fixture: `$bytes` to a `Uint8Array`, `$blob` to a `Blob`. */
export function toRequest({ images, ...request }: FixtureRequest): ImageRequest {
  if (images === undefined) return request;
  return { ...request, images: isList(images) ? images.map(toImage) : toImage(images) };
}

function toImage(image: FixtureImage): ReferenceImage {
  if (typeof image === "string") return image;
  if ("$bytes" in image) return decode(image.$bytes);
  return new Blob([decode(image.$blob)], { type: image.type });
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

function isList(images: FixtureImage | readonly FixtureImage[]): images is readonly FixtureImage[] {
  return Array.isArray(images);
}
