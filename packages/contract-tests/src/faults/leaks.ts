import { inspect } from "node:util";

/** The places, in and about a value, where `key` shows, in whatever form, escaped or not. */
export function leaks(value: unknown, key: string): string[] {
  const forms = Object.entries(formsOf(key));
  return Object.entries(textsOf(value)).flatMap(([place, text]) =>
    forms
      .filter(([, form]) => text.includes(form) || text.replaceAll("\\", "").includes(form))
      .map(([name]) => `${place}: ${name}`),
  );
}

/** A secret in every form in which it could be told. */
export function formsOf(key: string): Readonly<Record<string, string>> {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return {
    plain: key,
    "percent-encoded": encodeURIComponent(key),
    base64: base64(key),
    "base64 without padding": base64(key).replace(/=+$/, ""),
    base64url: Buffer.from(key).toString("base64url"),
    "base64 of the header": base64(`Bearer ${key}`),
  };
}

/** Everything that a log could make of a value. */
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
