/** Reads an address that a client can call; `undefined` for any other text, such as `localhost:4010`. */
export function readAddress(text: string): URL | undefined {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}
