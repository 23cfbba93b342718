/** What stands in place of a key. */
const struck = "[key]";

/** Objects within objects that are looked into: more than any answer has. */
const deepest = 20;

/**
 * Takes a key out of an error that is about to leave the client, and out of its causes: a gateway may quote what it
 * was sent, as it is, percent-encoded or in Base64, and a runtime may quote the gateway.
 */
export function strikeOut<E extends Error>(error: E, key: string): E {
  const encoded = [btoa(key), btoa(`Bearer ${key}`)];
  const forms = [
    key,
    encodeURIComponent(key),
    ...encoded,
    ...encoded.map((form) => form.replace(/=+$/, "")),
    ...encoded.map(urlSafe),
  ];
  const text = (value: string) => forms.reduce((rest, form) => rest.replaceAll(form, struck), value);
  const seen = new Set<unknown>();

  function clean(value: unknown, depth = 0): unknown {
    if (typeof value === "string") return text(value);
    if (typeof value !== "object" || value === null || depth > deepest || seen.has(value)) return value;
    if (value instanceof Error) {
      seen.add(value);
      for (const name of Object.getOwnPropertyNames(value)) redefine(value, name, depth);
      return value;
    }
    if (Array.isArray(value)) return value.map((entry) => clean(entry, depth + 1));
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [text(name), clean(entry, depth + 1)]));
  }

  function redefine(owner: Error, name: string, depth: number): void {
    const before: unknown = Reflect.get(owner, name);
    const after = clean(before, depth + 1);
    const enumerable = Object.prototype.propertyIsEnumerable.call(owner, name);
    if (after !== before)
      Reflect.defineProperty(owner, name, { value: after, enumerable, configurable: true, writable: true });
  }

  clean(error);
  return error;
}

function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
