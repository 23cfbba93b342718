import { fromBase64 } from "./base64.ts";
import type { Call } from "./call.ts";
import { callFailure, type Known, reasonOf } from "./call-failure.ts";
import { InvalidRequestError, ServerError } from "./errors.ts";
import { object, text } from "./json.ts";
import { parseJson, readAll } from "./response-body.ts";
import type { Transport } from "./transport.ts";

/** Sends the `data:` URIs among the references of a wire request ahead, and puts the links they get in their place. */
export async function uploadReferences(
  transport: Transport,
  call: Call,
  { path, field }: { readonly path: string; readonly field: string },
  body: object,
): Promise<object> {
  const references: unknown = Reflect.get(body, field);
  if (!Array.isArray(references)) return body;
  const links: unknown[] = [];
  // One after the other: when one fails, no other is still under way.
  for (const reference of references) links.push(await linkFor(reference, transport, call, path));
  return { ...body, [field]: links };
}

function linkFor(reference: unknown, transport: Transport, call: Call, path: string): unknown {
  const uri = String(reference);
  const type = /^data:(image\/\w+);base64,./s.exec(uri)?.[1];
  return type ? upload(transport, call, path, type, uri.slice(uri.indexOf(",") + 1)) : reference;
}

/**
 * Costs nothing, and comes before anything that does.
 *
 * @throws {ServerError} when the answer gives no link.
 * @throws {InvalidRequestError} for a URI that is no Base64.
 */
async function upload(transport: Transport, call: Call, path: string, type: string, data: string): Promise<string> {
  const known = { provider: transport.provider, clientRequestId: call.clientRequestId };
  const form = new FormData();
  form.set("file", new Blob([decode(data, known)], { type }), `reference.${type.slice("image/".length)}`);
  const outgoing = { url: transport.baseURL + path, method: "POST", body: form, stakes: "free" } as const;
  const response = await transport.request(call, outgoing);
  try {
    const answer = await readAll(response, call);
    const link = text(object(parseJson(answer)).url);
    if (link) return link;
    throw new Error(`its answer has no link: ${answer.slice(0, 60)}`);
  } catch (cause) {
    if (call.signal.aborted) throw callFailure(call.signal.reason, known, "no");
    const message = `A reference image could not be uploaded, and nothing was submitted: ${reasonOf(cause)}`;
    throw new ServerError(message, { ...known, cause, retryable: true });
  }
}

function decode(data: string, known: Known): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(data);
  } catch (cause) {
    const message = `A reference image is a data: URI that is no Base64: ${data.slice(0, 20)}…; or pass its bytes`;
    throw new InvalidRequestError(message, { ...known, cause });
  }
}
