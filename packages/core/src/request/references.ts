import type { ModelSpec } from "../contract/catalogue.ts";
import { InvalidRequestError } from "../contract/errors.ts";
import type { ReferenceImage } from "../contract/request.ts";
import { byteLength, fromBase64, toBase64 } from "../images/base64.ts";
import { sniffFormat } from "../images/formats.ts";
import { formatList, formatNumber, is, type Report } from "./report.ts";

/** The way out in issues about references. */
const remedy = "pass bytes, a link such as https://…, or data:image/png;base64,…";

/** Turns reference images into URLs and `data:` URIs, and checks them against the model. */
export async function toReferences(
  images: ReferenceImage | readonly ReferenceImage[],
  spec: ModelSpec | undefined,
  report: Report,
): Promise<string[]> {
  const references: string[] = [];
  // Sequential, because encoding several large files at once would hold all of them in memory twice.
  for (const [index, image] of [images].flat().entries()) {
    references.push(await toReference(image, index, spec, report));
  }
  return references;
}

async function toReference(
  image: unknown,
  index: number,
  spec: ModelSpec | undefined,
  report: Report,
): Promise<string> {
  if (typeof image === "string" || image instanceof URL) return checkLink(String(image), index, spec, report);
  const bytes = await bytesOf(image);
  if (!bytes) {
    report.issue(["images", index], is(image), remedy, "cannot-send");
    return String(image);
  }
  const base64 = toBase64(bytes);
  checkInline(base64, index, spec, report);
  const type = image instanceof Blob ? image.type : "";
  return `data:${mediaTypeOf(base64, type)};base64,${base64}`;
}

async function bytesOf(image: unknown): Promise<Uint8Array | undefined> {
  // Not by `instanceof`: bytes may come from another realm, such as that of a test environment.
  if (ArrayBuffer.isView(image)) return new Uint8Array(image.buffer, image.byteOffset, image.byteLength);
  if (image instanceof Blob) return new Uint8Array(await image.arrayBuffer());
  return image instanceof ArrayBuffer ? new Uint8Array(image) : undefined;
}

/** Returns the media type by the bytes. The type of a Blob counts only if the format of the bytes is unknown. */
function mediaTypeOf(base64: string, given: string): string {
  const format = sniffFormat(base64);
  if (format) return `image/${format}`;
  // Without parameters, which the type of a Blob may have.
  return /^image\/[\w.+-]+/.exec(given)?.[0] ?? "application/octet-stream";
}

/** Checks a link or a `data:` URI. Rewrites the media type of the latter in the form that providers document. */
function checkLink(uri: string, index: number, spec: ModelSpec | undefined, report: Report): string {
  const [head, type = ""] = /^data:(image\/[\w.+-]+)(?:;[^,;]*)*;base64,/i.exec(uri) ?? [];
  if (head !== undefined) {
    const base64 = uri.slice(head.length);
    checkInline(base64, index, spec, report);
    const canonical = `data:${type.toLowerCase()};base64,`;
    return head === canonical ? uri : canonical + base64;
  }
  if (!/^https?:\/\/\S+$/i.test(uri)) report.issue(["images", index], is(uri), remedy);
  return uri;
}

function checkInline(data: string, index: number, spec: ModelSpec | undefined, report: Report): void {
  const format = sniffFormat(data);
  const limits = spec?.references;
  const path = ["images", index];
  // An unknown model may accept an unknown format.
  if (!limits) {
    if (spec && !format) report.issue(path, "is not an image of a known format", remedy);
  } else if (!format || !limits.formats.includes(format)) {
    report.unaccepted(path, `is ${format ?? "not an image of a known format"}`, formatList(limits.formats));
  } else if (limits.bytes !== undefined && byteLength(data) > limits.bytes) {
    const found = `has ${formatNumber(byteLength(data))} bytes`;
    report.unaccepted(path, found, `at most ${formatNumber(limits.bytes)}`);
  }
}

/** A reference to upload. */
export interface InlineImage {
  readonly mediaType: string;
  readonly base64: string;
}

/** Reads a prepared reference that is a `data:` URI; `undefined` for a link. */
export function readInline(reference: string): InlineImage | undefined {
  const [head, mediaType] = /^data:(image\/[^;,]+|application\/octet-stream);base64,(?=.)/.exec(reference) ?? [];
  return head && mediaType ? { mediaType, base64: reference.slice(head.length) } : undefined;
}

/**
 * Makes the file to upload.
 *
 * @throws {InvalidRequestError} for a `data:` URI that is not Base64.
 */
export function toFile({ mediaType, base64 }: InlineImage, index: number): File {
  try {
    return new File([fromBase64(base64)], `reference.${mediaType.replace(/^.*\//, "")}`, { type: mediaType });
  } catch (cause) {
    const message = `images[${index}] is not Base64: ${base64.slice(0, 20)}…; pass its bytes`;
    throw new InvalidRequestError(message, { cause });
  }
}
