/** Formats by how the Base64 of a file begins: enough to tell them apart, with no bytes to decode. */
const beginnings: readonly (readonly [format: string, base64: RegExp])[] = [
  ["jpeg", /^\/9j\//],
  ["png", /^iVBORw0KGg/],
  ["webp", /^UklGR.{6}XRUJQ/],
  ["gif", /^R0lGOD/],
  ["bmp", /^Qk/],
  ["tiff", /^(SUkqA|TU0AK)/],
  ["heic", /^.{8}eXBoZ/],
  ["heif", /^.{8}eXBtaWYx/],
];

/** Format of an image by its content; `undefined` for anything that is not one of the formats in use here. */
export function sniffFormat(base64: string): string | undefined {
  return beginnings.find(([, beginning]) => beginning.test(base64))?.[0];
}
