import type { ImageFormat } from "../contract/catalogue.ts";
import { DownloadError, type ErrorDetails } from "../contract/errors.ts";
import { toBase64 } from "./base64.ts";

/** Beginning of the Base64 of each format: it is enough to tell formats apart without decoding. */
const beginnings: readonly (readonly [format: ImageFormat, base64: RegExp])[] = [
  ["jpeg", /^\/9j\//],
  ["png", /^iVBORw0KGg/],
  ["webp", /^UklGR.{6}XRUJQ/],
  ["gif", /^R0lGOD/],
  ["bmp", /^Qk[0-3].{5}AAAA/],
  ["tiff", /^(SUkqA|TU0AK)/],
  ["heic", /^.{8}eXBoZ/],
  ["heif", /^.{8}eXBtaWYx/],
];

/** Number of bytes that are enough to recognise a format. */
export const tellingBytes = 24;

/** Recognises the format of an image by its content; `undefined` if it is not a known one. */
export function sniffFormat(base64: string): ImageFormat | undefined {
  return beginnings.find(([, beginning]) => beginning.test(base64))?.[0];
}

/**
 * Returns the format of an image.
 *
 * @throws {DownloadError} for bytes that do not begin like an image.
 */
export function formatOf(bytes: Uint8Array, wayOut: string, details: ErrorDetails): ImageFormat {
  const beginning = bytes.subarray(0, tellingBytes);
  const format = sniffFormat(toBase64(beginning));
  if (format) return format;
  const content = bytes.length > 0 ? `begins with ${JSON.stringify(new TextDecoder().decode(beginning))}` : "is empty";
  throw new DownloadError(`Not an image: the file ${content}; ${wayOut}`, details);
}
