// Not declared on the global types: the declarations would be published, and clash with those of newer libraries.
type Encoder = Uint8Array & { toBase64?(): string };
type Decoder = Uint8ArrayConstructor & { fromBase64?(text: string): Uint8Array<ArrayBuffer> };

/** Bytes or characters of one step: few enough for the arguments of one call, and divisible by 3 and by 4. */
const chunk = 0x6000;

export function toBase64(bytes: Uint8Array): string {
  const encoder: Encoder = bytes;
  if (encoder.toBase64) return encoder.toBase64();
  const { buffer, byteOffset, length } = bytes;
  // In Node before 26 `Buffer` takes a fortieth of the time and a third of the memory.
  if (globalThis.Buffer) return Buffer.from(buffer, byteOffset, length).toString("base64");
  let encoded = "";
  for (let i = 0; i < length; i += chunk) {
    encoded += btoa(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + chunk)));
  }
  return encoded;
}

/** @throws {SyntaxError} or a DOMException for a text that is not Base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const decoder: Decoder = Uint8Array;
  if (decoder.fromBase64) return decoder.fromBase64(text);
  const characters = text.replace(/\s+/g, "");
  const bytes = new Uint8Array(byteLength(characters));
  let length = 0;
  // In chunks and a plain loop: `atob()` takes twice the memory of the bytes, `Uint8Array.from()` thirty times.
  for (let i = 0; i < characters.length; i += chunk) {
    const binary = atob(characters.slice(i, i + chunk));
    for (let j = 0; j < binary.length; j++) bytes[length++] = binary.charCodeAt(j);
  }
  if (length < bytes.length) throw new SyntaxError("not Base64");
  return bytes;
}

/** Returns the number of bytes that Base64 encodes. */
export function byteLength(base64: string): number {
  const padding = base64.indexOf("=", base64.length - 2);
  return Math.floor((padding < 0 ? base64.length : padding) * 0.75);
}
