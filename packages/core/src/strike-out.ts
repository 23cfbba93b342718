/** What stands in place of a key. */
const struck = "[key]";

/** Objects within objects that are looked into: more than any answer has. What lies deeper is left out. */
const deepest = 20;
const leftOut = "[…]";

/**
 * Takes a key out of an error that is about to leave the client, and out of its causes: a gateway may quote what it
 * was sent, as it is, percent-encoded or in Base64, and a runtime may quote the gateway.
 */
export function strikeOut<E extends Error>(error: E, key: string): E {
  const encoded = [btoa(key), btoa(`Bearer ${key}`)];
  const unpadded = encoded.map((form) => form.replaceAll("=", ""));
  const urlSafe = unpadded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const forms = [key, encodeURIComponent(key), ...encoded, ...unpadded, ...urlSafe];
  const text = (value: string) => forms.reduce((rest, form) => rest.replaceAll(form, struck), value);
  const seen = new Set<unknown>();

  function clean(value: unknown, depth = 0): unknown {
    if (typeof value === "string") return text(value);
    if (typeof value !== "object" || value === null || seen.has(value)) return value;
    if (depth > deepest) return leftOut;
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
