import { readBytes } from "./request-body.ts";
import type { Content } from "./route.ts";

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
