/** Most bytes of a request's body. */
export const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** A request's body as text; `undefined` when it is larger than the simulator takes. */
export async function readBody(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get("content-length")) > MOST_BODY_BYTES) return undefined;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > MOST_BODY_BYTES ? undefined : new TextDecoder().decode(bytes);
}
