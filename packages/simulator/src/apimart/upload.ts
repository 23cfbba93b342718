import type { ProviderContext } from "../context.ts";
import { invalid } from "../issue.ts";
import type { MockResponse } from "../mock-response.ts";
import { readBytes } from "../request-body.ts";
import type { Content } from "../route.ts";
import { uploadType } from "../upload-type.ts";
import { refusal, wire } from "./wire.ts";

const MOST_UPLOAD_BYTES = 20 * 1024 * 1024;

/** Content of a request that should be a form with one file. */
export interface UploadContent extends Content {
  readonly file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
}

/** Reads a request that should be a form with one file. */
export async function readUpload(request: Request): Promise<UploadContent> {
  const bytes = await readBytes(request);
  if (!bytes) return { body: undefined, size: 0, tooLarge: true };
  const file = await fileIn(bytes, request.headers.get("content-type") ?? "");
  if (!file) return { body: undefined, size: 0, tooLarge: false };
  const content = new Uint8Array(await file.arrayBuffer());
  const about = { filename: file.name, content_type: file.type, bytes: content.length };
  return { body: { file: about }, size: 0, tooLarge: false, file: { name: file.name, bytes: content } };
}

async function fileIn(bytes: ArrayBuffer, type: string): Promise<File | undefined> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    const file = form.get("file");
    return file instanceof File ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps an uploaded file.
 *
 * @throws {Refusal} for a file that cannot be uploaded.
 */
export function upload({ file }: UploadContent, context: ProviderContext): MockResponse {
  if (!file) throw wire.invalidRequest(invalid("file", "the form has no such file"));
  const { name, bytes } = file;
  if (bytes.length > MOST_UPLOAD_BYTES) throw refusal(413, "The file is larger than 20 MB");
  const type = uploadType(bytes);
  if (!type) throw wire.invalidRequest(invalid("file", "it is no JPEG, PNG, WebP or GIF"));
  const about = {
    url: context.uploads.add(context.nextId(), type, bytes),
    filename: name,
    content_type: type,
    bytes: bytes.length,
    created_at: Math.floor(context.clock.now() / 1000),
  };
  return { status: 200, respond: () => Response.json(about) };
}
