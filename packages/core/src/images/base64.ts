declare global {
  interface Uint8Array {
    toBase64?(): string;
  }
  interface Uint8ArrayConstructor {
    fromBase64?(text: string): Uint8Array<ArrayBuffer>;
  }
}

/** Bytes that are encoded at once: few enough for the arguments of one call, and a multiple of three. */
const chunk = 0x6000;

export function toBase64(bytes: Uint8Array): string {
  if (bytes.toBase64) return bytes.toBase64();
  const encoded: string[] = [];
  for (let i = 0; i < bytes.length; i += chunk) {
    encoded.push(btoa(String.fromCharCode(...bytes.subarray(i, i + chunk))));
  }
  return encoded.join("");
}

/** @throws for a text that is not Base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  // A plain loop: `Uint8Array.from()` with a callback takes thirty times the memory and time.
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Counts the bytes that Base64 stands for. */
export function byteLength(base64: string): number {
  const padding = base64.indexOf("=", base64.length - 2);
  return Math.floor((padding < 0 ? base64.length : padding) * 0.75);
}
