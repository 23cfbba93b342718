import type { ModelSpec } from "@seedream-clients/core";
import { type Issue, invalidSize } from "./issue.ts";

/** Sides of an image, in pixels. */
export type Sides = readonly [width: number, height: number];

/** Returns the sides of a size in pixels; `undefined` for any other size. */
export function pixelsOf(size: string): Sides | undefined {
  const sides = /^(\d{1,6})x(\d{1,6})$/.exec(size);
  return sides ? [Number(sides[1]), Number(sides[2])] : undefined;
}

/** Checks a size in pixels. */
export function pixelIssue([width, height]: Sides, { pixels, ratio }: ModelSpec["size"]): Issue | undefined {
  const area = width * height;
  if (pixels && area < pixels[0]) return invalidSize(`image size must be at least ${pixels[0]} pixels`);
  if (pixels && area > pixels[1]) return invalidSize(`image size must be at most ${pixels[1]} pixels`);
  if (!area) return invalidSize("width and height must be at least 1");
  const ratioOfSides = width / height;
  if (ratio && (ratioOfSides < ratio[0] || ratioOfSides > ratio[1])) {
    return invalidSize(`width divided by height must be between ${ratio[0]} and ${ratio[1]}`);
  }
  return undefined;
}
