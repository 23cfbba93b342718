import { fromBase64 } from "./base64.ts";
import type { Call } from "./call.ts";
import { object, text } from "./json.ts";
import { parseJson } from "./response-body.ts";
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
  const links = references.map((reference) =>
    isData(reference) ? upload(transport, call, path, reference) : reference,
  );
  return { ...body, [field]: await Promise.all(links) };
}

function isData(reference: unknown): reference is string {
  return typeof reference === "string" && reference.startsWith("data:");
}

async function upload(transport: Transport, call: Call, path: string, uri: string): Promise<string> {
  const [, type = "", format = "", data = ""] = /^data:(image\/(\w+));base64,(.*)$/s.exec(uri) ?? [];
  const form = new FormData();
  form.set("file", new Blob([fromBase64(data)], { type }), `reference.${format}`);
  const outgoing = { url: transport.baseURL + path, method: "POST", body: form, stakes: "free" } as const;
  const response = await transport.request(call, outgoing);
  const answer = await response.text();
  const link = text(object(parseJson(answer)).url);
  if (!link) throw new Error(`the upload of a reference gave no link: ${answer.slice(0, 60)}`);
  return link;
}
