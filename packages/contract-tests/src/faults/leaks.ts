import { inspect } from "node:util";

/** Returns the places in a value where `key` shows, in any encoding, with or without backslashes. */
export function leaks(value: unknown, key: string): string[] {
  const encodings = Object.entries(encodingsOf(key));
  return Object.entries(textsOf(value)).flatMap(([place, text]) =>
    encodings
      .filter(([, encoded]) => text.includes(encoded) || text.replaceAll("\\", "").includes(encoded))
      .map(([name]) => `${place}: ${name}`),
  );
}

/** Returns a secret in every encoding in which it might leak. */
export function encodingsOf(key: string): Readonly<Record<string, string>> {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return {
    plain: key,
    "percent-encoded": encodeURIComponent(key),
    base64: base64(key),
    "base64 without padding": base64(key).replace(/=+$/, ""),
    base64url: base64(key).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
    "base64 of the header": base64(`Bearer ${key}`),
  };
}

/** Returns every text that a log could contain of a value. */
function textsOf(value: unknown): Record<string, string> {
  const deep = { depth: 10, showHidden: true, breakLength: 1e9, maxStringLength: 1e9, maxArrayLength: 1e9 };
  const texts: Record<string, string> = {
    inspect: inspect(value, deep),
    JSON: JSON.stringify(value) ?? "",
    string: String(value),
  };
  let error = value;
  for (let depth = 0; error instanceof Error && depth < 10; depth++, error = error.cause) {
    const cause = depth ? `cause ${depth} ` : "";
    texts[`${cause}message`] = error.message;
    texts[`${cause}stack`] = error.stack ?? "";
    for (const name of Object.getOwnPropertyNames(error)) {
      const property: unknown = Reflect.get(error, name);
      texts[cause + name] ??= typeof property === "string" ? property : inspect(property, deep);
    }
  }
  return texts;
}
