import type { ImageRequest, ReferenceImage } from "@seedream-clients/core";

/** How the Base64 of formats begins. The bytes tell, whatever a file says. */
const beginnings = { "/9j/": "jpeg", iVBO: "png", UklG: "webp", R0lG: "gif", Qk: "bmp", SUkq: "tiff", TU0A: "tiff" };

/** Turns the files of a request into `data:` URIs, which JSON can carry. */
export async function encode(request: ImageRequest): Promise<object> {
  if (request.images === undefined) return request;
  return { ...request, images: await Promise.all([request.images].flat().map(toText)) };
}

async function toText(image: ReferenceImage): Promise<string> {
  if (typeof image === "string" || image instanceof URL) return String(image);
  const bytes = new Uint8Array(image instanceof Blob ? await image.arrayBuffer() : image);
  let binary = "";
  // In portions: a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  const base64 = btoa(binary);
  const [, format] = Object.entries(beginnings).find(([beginning]) => base64.startsWith(beginning)) ?? [];
  const given = image instanceof Blob ? image.type : "";
  return `data:${format ? `image/${format}` : given};base64,${base64}`;
}
