import type { ModelSpec } from "@seedream-clients/core";
import { isFile, type Reference } from "./reference.ts";

export type Limits = NonNullable<ModelSpec["references"]>;

/** A rule of the model that a reference image breaks. */
export type BrokenRule =
  | { readonly rule: "most" | "advised" | "bytes" | "pixels"; readonly value: number; readonly most: number }
  | { readonly rule: "format"; readonly value: string }
  | { readonly rule: "side"; readonly value: number; readonly least: number }
  | { readonly rule: "ratio"; readonly value: number; readonly least: number; readonly most: number };

/** The first rule that an image breaks, as far as the browser can tell. The client checks it again before it sends. */
export function brokenBy(reference: Reference, position: number, limits: Limits): BrokenRule | undefined {
  return brokenNumber(position, limits) ?? brokenFile(reference.url, limits) ?? brokenSides(reference.sides, limits);
}

function brokenNumber(position: number, { max = position, advised = max }: Limits): BrokenRule | undefined {
  if (position > max) return { rule: "most", value: position, most: max };
  return position > advised ? { rule: "advised", value: position, most: advised } : undefined;
}

function brokenFile(url: string, { formats, bytes: most }: Limits): BrokenRule | undefined {
  if (!isFile(url)) return undefined;
  const [, type, data = ""] = /^data:(?:image\/)?([^;,]*);base64,(.*)/s.exec(url) ?? [];
  // A file without a telling name is the client's to look into.
  const isNamed = type && type !== "application/octet-stream";
  if (isNamed && !formats.some((format) => format === type)) return { rule: "format", value: type.replace(/\+.*/, "") };
  const value = Math.floor(data.length * 0.75);
  return most !== undefined && value > most ? { rule: "bytes", value, most } : undefined;
}

function brokenSides(sides: Reference["sides"], { side, pixels, ratio }: Limits): BrokenRule | undefined {
  if (!sides) return undefined;
  const [width, height] = sides;
  const shortest = Math.min(width, height);
  if (side !== undefined && shortest <= side) return { rule: "side", value: shortest, least: side };
  if (pixels !== undefined && width * height > pixels) return { rule: "pixels", value: width * height, most: pixels };
  const [least, most] = ratio ?? [0, Number.POSITIVE_INFINITY];
  const value = width / height;
  return value < least || value > most ? { rule: "ratio", value, least, most } : undefined;
}
