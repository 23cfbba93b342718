import type { ImageFormat } from "../contract/catalogue.ts";

/** How the Base64 of each format begins: enough to tell formats apart without decoding. */
const beginnings: readonly (readonly [format: ImageFormat, base64: RegExp])[] = [
  ["jpeg", /^\/9j\//],
  ["png", /^iVBORw0KGg/],
  ["webp", /^UklGR.{6}XRUJQ/],
  ["gif", /^R0lGOD/],
  ["bmp", /^Qk[0-3]/],
  ["tiff", /^(SUkqA|TU0AK)/],
  ["heic", /^.{8}eXBoZ/],
  ["heif", /^.{8}eXBtaWYx/],
];

/** Recognises the format of an image by its content; `undefined` for anything else. */
export function sniffFormat(base64: string): ImageFormat | undefined {
  return beginnings.find(([, beginning]) => beginning.test(base64))?.[0];
}
