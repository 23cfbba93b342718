/** Decodes a request body to the form that fixtures use: JSON, the fields of a form (files as Base64), or else text. */
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
  return Object.fromEntries(await Promise.all([...form].map(async ([name, value]) => [name, await readField(value)])));
}

async function readField(value: FormDataEntryValue): Promise<unknown> {
  if (typeof value === "string") return value;
  return { $blob: Buffer.from(await value.arrayBuffer()).toString("base64"), type: value.type };
}
