import type { ImageRequest, ReferenceImage } from "@seedream-clients/core";

/** Turns the files of a request into `data:` URIs, which JSON can carry. The server detects their types. */
export async function encode(request: ImageRequest<string>): Promise<object> {
  const { images = [] } = request;
  return { ...request, images: await Promise.all([images].flat().map(toText)) };
}

async function toText(image: ReferenceImage): Promise<string> {
  if (typeof image === "string" || image instanceof URL) return String(image);
  let binary = "";
  // In portions, because a call accepts a limited number of arguments.
  const bytes = new Uint8Array(image instanceof Blob ? await image.arrayBuffer() : image);
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return `data:image/*;base64,${btoa(binary)}`;
}
