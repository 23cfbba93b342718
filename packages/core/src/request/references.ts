import type { ModelSpec } from "../contract/catalogue.ts";
import { InvalidRequestError } from "../contract/errors.ts";
import type { ReferenceImage } from "../contract/request.ts";
import { byteLength, fromBase64, toBase64 } from "../images/base64.ts";
import { sniffFormat } from "../images/formats.ts";
import { formatList, formatNumber, quote, type Report } from "./report.ts";

/** Turns reference images into URLs and `data:` URIs, and checks them against the model. */
export async function toReferences(
  images: ReferenceImage | readonly ReferenceImage[],
  spec: ModelSpec | undefined,
  report: Report,
): Promise<string[]> {
  const references: string[] = [];
  // One after the other: encoding several large files at once would hold all of them twice.
  for (const [index, image] of (isList(images) ? images : [images]).entries()) {
    references.push(await toReference(image, index, spec, report));
  }
  return references;
}

function isList(images: ReferenceImage | readonly ReferenceImage[]): images is readonly ReferenceImage[] {
  return Array.isArray(images);
}

async function toReference(
  image: ReferenceImage,
  index: number,
  spec: ModelSpec | undefined,
  report: Report,
): Promise<string> {
  const inline = typeof image === "string" || image instanceof URL ? undefined : await encode(image);
  // The media type is that of the bytes, whatever a file name or a Blob says.
  const uri = inline === undefined ? String(image) : `data:image/${sniffFormat(inline)};base64,${inline}`;
  const data = inlineData(uri);
  if (data !== undefined) checkInline(data, index, spec, report);
  else if (!/^https?:\/\/\S+$/i.test(uri)) {
    const remedy = "pass bytes, a link such as https://…, or data:image/png;base64,…";
    report.issue(["images", index], `images[${index}] is ${quote(uri)}; ${remedy}`);
  }
  return uri;
}

async function encode(image: Blob | Uint8Array): Promise<string> {
  return toBase64(image instanceof Blob ? new Uint8Array(await image.arrayBuffer()) : image);
}

/** Returns the Base64 of a `data:` URI of an image; `undefined` for a link. */
function inlineData(uri: string): string | undefined {
  return /^data:image\/[a-z]+;base64,(.*)/s.exec(uri)?.[1];
}

function checkInline(data: string, index: number, spec: ModelSpec | undefined, report: Report): void {
  const format = sniffFormat(data);
  const limits = spec?.references;
  const name = `images[${index}]`;
  const accepted = formatList(limits?.formats ?? []);
  if (!format) {
    const remedy = limits ? `${report.model} accepts ${accepted}` : "pass the link or the bytes of an image";
    report.issue(["images", index], `${name} is not an image of a known format; ${remedy}`);
  } else if (limits && !limits.formats.includes(format)) {
    report.issue(["images", index], `${name} is ${format}; ${report.model} accepts ${accepted}`);
  } else if (limits?.bytes !== undefined && byteLength(data) > limits.bytes) {
    const rule = `${report.model} accepts at most ${formatNumber(limits.bytes)}`;
    report.issue(["images", index], `${name} has ${formatNumber(byteLength(data))} bytes; ${rule}`);
  }
}

/** A reference to upload. */
export interface InlineImage {
  readonly mediaType: string;
  readonly base64: string;
}

/** Reads a `data:` URI of an image; `undefined` for a link. */
export function readInline(reference: string): InlineImage | undefined {
  const base64 = inlineData(reference);
  if (!base64) return undefined;
  return { mediaType: reference.slice("data:".length, reference.indexOf(";")), base64 };
}

/**
 * Makes the file to upload.
 *
 * @throws {InvalidRequestError} for a `data:` URI that is not Base64.
 */
export function toFile({ mediaType, base64 }: InlineImage, index: number): File {
  try {
    return new File([fromBase64(base64)], `reference.${mediaType.slice("image/".length)}`, { type: mediaType });
  } catch (cause) {
    const message = `images[${index}] is a data: URI that is not Base64: ${base64.slice(0, 20)}…; pass its bytes`;
    throw new InvalidRequestError(message, { cause });
  }
}
