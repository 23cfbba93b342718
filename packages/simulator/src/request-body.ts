/** Most bytes of a request's body. */
export const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** A request's body; `undefined` when it is larger than the simulator takes. */
export async function readBytes(request: Request): Promise<ArrayBuffer | undefined> {
  if (Number(request.headers.get("content-length")) > MOST_BODY_BYTES) return undefined;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > MOST_BODY_BYTES ? undefined : bytes;
}
