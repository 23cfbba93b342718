import { fromBase64 } from "./base64.ts";
import type { Call } from "./call.ts";
import { callFailure, reasonOf } from "./call-failure.ts";
import { ServerError } from "./errors.ts";
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
  const [, type, format, data] = /^data:(image\/(\w+));base64,(.*)$/s.exec(String(reference)) ?? [];
  return type && format && data ? upload(transport, call, path, type, format, data) : reference;
}

/**
 * Costs nothing, and comes before anything that does.
 *
 * @throws {ServerError} when the answer gives no link.
 */
async function upload(
  transport: Transport,
  call: Call,
  path: string,
  type: string,
  format: string,
  data: string,
): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([fromBase64(data)], { type }), `reference.${format}`);
  const outgoing = { url: transport.baseURL + path, method: "POST", body: form, stakes: "free" } as const;
  const response = await transport.request(call, outgoing);
  const known = { provider: transport.provider, clientRequestId: call.clientRequestId };
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
