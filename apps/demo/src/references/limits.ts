import type { ModelSpec } from "@seedream-clients/core";
import { words } from "../words/page.ts";
import type { Reference } from "./reference.ts";

const texts = words.references;
const { megabytes, ratio } = words.format;

type Limits = NonNullable<ModelSpec["references"]>;

/** Characters of a file that a check gets: enough to detect its format, and a multiple of 4, as Base64 requires. */
const HEAD = 4096;

/** Shortens a file to its beginning, because a request is checked after each pause in typing. */
export function headOf(url: string): string {
  const start = url.indexOf("base64,") + "base64,".length;
  return url.startsWith("data:") ? url.slice(0, start + HEAD) : url;
}

/** Describes the limit that a reference image breaks, by its bytes or by its sides, which only the page can decode. */
export function brokenLimit(reference: Reference, position: number, limits: Limits): string | undefined {
  const { bytes, side, pixels, ratio: [least, most] = [0, Number.POSITIVE_INFINITY] } = limits;
  const size = reference.url.startsWith("data:") ? Math.floor(reference.url.length * 0.75) : 0;
  if (bytes !== undefined && size > bytes)
    return texts.tooHeavy({ position, bytes: megabytes(size), most: megabytes(bytes) });
  if (!reference.sides) return undefined;
  const [width, height] = reference.sides;
  const shortest = Math.min(width, height);
  if (side !== undefined && shortest <= side) return texts.tooSmall({ position, side: shortest, least: side });
  if (pixels !== undefined && width * height > pixels)
    return texts.tooLarge({ position, pixels: width * height, most: pixels });
  const shape = width / height;
  if (shape >= least && shape <= most) return undefined;
  return texts.tooLong({ position, shape: ratio(shape), least: ratio(least), most: ratio(most) });
}
