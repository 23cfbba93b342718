import { readFile } from "node:fs/promises";
import type { ImageRequest, ImageSize, PixelSize, Tier } from "@seedream-clients/core";
import { CliError } from "./exit.ts";

/** Options of a request, from the command line or from a row of a table. */
export interface RequestOptions {
  readonly prompt: string;
  readonly model?: string | undefined;
  readonly size?: string | undefined;
  readonly count?: string | undefined;
  readonly seed?: string | undefined;
  readonly watermark?: string | boolean | undefined;
  readonly format?: string | undefined;
  readonly native?: string | undefined;
}

/**
 * Converts options into a request. Their limits are checked later, by the client.
 *
 * @throws {CliError} for a value that cannot be converted, such as a count that is not a number.
 */
export function toRequest<Reference>(
  { prompt, model, size, count, seed, watermark, format, native }: RequestOptions,
  images: readonly Reference[],
): Omit<ImageRequest, "images"> & { images?: readonly Reference[] } {
  return {
    prompt,
    ...(model && { model }),
    ...(size && { size: toSize(size) }),
    ...(count && { count: toNumber("count", count) }),
    ...(seed && { seed: toNumber("seed", seed) }),
    ...(watermark !== undefined && watermark !== "" && { watermark: toBoolean("watermark", watermark) }),
    ...(format && { output: { format: toFormat(format) } }),
    ...(native && { native: toObject(native) }),
    ...(images.length > 0 && { images }),
  };
}

/** Reads a size: `2K`, `2048x2048`, `16:9`, `16:9@4K`, `auto`, `adaptive`. Also accepts `2k` and `2048 × 2048`. */
function toSize(given: string): ImageSize {
  const compact = given.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  const text = compact.replace(/(?<=\d)k$/, "K").replace(/(?<=\d)[×*](?=\d)/, "x");
  const [, width, height, resolution] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)(?:@(.+))?$/.exec(text) ?? [];
  if (width !== undefined && height !== undefined) {
    if (resolution !== undefined && !isTier(resolution)) throw unknownSize(given);
    return { aspectRatio: `${Number(width)}:${Number(height)}`, resolution };
  }
  if (isTier(text) || isPixels(text) || text === "auto" || text === "adaptive") return text;
  throw unknownSize(given);
}

const isTier = (text: string): text is Tier => /^\d+(\.\d+)?K$/.test(text);
const isPixels = (text: string): text is PixelSize => /^\d+x\d+$/.test(text);

function unknownSize(text: string): CliError {
  return new CliError(`"${text}" is not a size; write 2K, 2048x2048, 16:9, 16:9@4K, auto or adaptive`);
}

function toNumber(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isInteger(number)) return number;
  throw new CliError(`${name} is "${text}"; it must be a whole number`);
}

function toBoolean(name: string, value: string | boolean): boolean {
  if (typeof value === "boolean") return value;
  if (/^(true|yes|1)$/i.test(value)) return true;
  if (/^(false|no|0)$/i.test(value)) return false;
  throw new CliError(`${name} is "${value}"; it must be true or false`);
}

function toFormat(text: string): "jpeg" | "png" {
  if (text === "jpeg" || text === "jpg") return "jpeg";
  if (text === "png") return "png";
  throw new CliError(`format is "${text}"; it must be jpeg or png`);
}

function toObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {}
  throw new CliError(`native is "${text}"; it must be a JSON object, such as {"guidance_scale": 3}`);
}

/** Returns a link or `data:` URI unchanged; reads any other reference as the path of a file. */
export async function readReference(text: string): Promise<string | Uint8Array> {
  if (/^(https?|data):/i.test(text)) return text;
  return readFile(text).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`The image ${text} cannot be read (${cause.code ?? cause.message})`);
  });
}
