/** Largest body of a request, in bytes. */
export const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** Reads the body of a request. Returns `undefined` if it is over the limit. */
export async function readBytes(request: Request): Promise<ArrayBuffer | undefined> {
  if (Number(request.headers.get("content-length")) > MOST_BODY_BYTES) return undefined;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > MOST_BODY_BYTES ? undefined : bytes;
}
