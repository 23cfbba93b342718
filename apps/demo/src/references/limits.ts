import type { ModelSpec } from "@seedream-clients/core";
import { words } from "../words/page.ts";
import type { Reference } from "./reference.ts";

const texts = words.references;
const { megabytes, ratio } = words.format;

type Limits = NonNullable<ModelSpec["references"]>;

/** Characters of a file that a check gets: enough to tell its format, and whole groups of Base64. */
const HEAD = 4096;

/** The beginning of a reference that is a file: as it is typed on, a request is not sent with all its megabytes. */
export function headOf(url: string): string {
  const start = url.indexOf("base64,") + "base64,".length;
  return url.startsWith("data:") ? url.slice(0, start + HEAD) : url;
}

/** The limit that a reference image passes: its bytes, and its sides, which only a page that decodes images can tell. */
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
