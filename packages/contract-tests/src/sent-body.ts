/** A body as a fixture can say it: decoded JSON; the fields of a form, a file as its bytes; any other text as it is. */
export async function readBody(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<unknown> {
  if (contentType.startsWith("multipart/form-data")) return readForm(bytes, contentType);
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<object> {
  const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  return Object.fromEntries(await Promise.all([...form].map(async ([name, value]) => [name, await view(value)])));
}

async function view(value: FormDataEntryValue): Promise<unknown> {
  if (typeof value === "string") return value;
  return { $blob: Buffer.from(await value.arrayBuffer()).toString("base64"), type: value.type };
}
