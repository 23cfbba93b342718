import type { ProviderContext } from "../context.ts";
import { invalid } from "../issue.ts";
import type { MockResponse } from "../mock-response.ts";
import type { UploadContent } from "../upload-form.ts";
import { uploadType } from "../upload-type.ts";
import { refusal, wire } from "./wire.ts";

const MOST_UPLOAD_BYTES = 20 * 1024 * 1024;

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
  if (!type) throw wire.invalidRequest(invalid("file", "it is not a JPEG, PNG, WebP or GIF"));
  const about = {
    url: context.uploads.add(context.nextId(), type, bytes),
    filename: name,
    content_type: type,
    bytes: bytes.length,
    created_at: Math.floor(context.clock.now() / 1000),
  };
  return { status: 200, respond: () => Response.json(about) };
}
