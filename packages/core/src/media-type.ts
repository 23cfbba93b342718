/** A format, and how the Base64 of its files begins: enough to tell formats apart, with no bytes to decode. */
export type Beginning = readonly [format: string, base64: RegExp];

/** The formats of images that are made. Apart from the others, which a bundle need not carry until it meets them. */
export const madeFormats: readonly Beginning[] = [
  ["jpeg", /^\/9j\//],
  ["png", /^iVBORw0KGg/],
  ["webp", /^UklGR.{6}XRUJQ/],
];

/** Format of an image by its content; `undefined` for anything that is none of `formats`. */
export function sniffFormat(base64: string, formats = madeFormats): string | undefined {
  return formats.find(([, beginning]) => beginning.test(base64))?.[0];
}
