/** Stands in place of a secret. */
const redacted = "[key]";

/** Shortest secret that is searched for: a shorter one occurs in ordinary text by chance. */
const shortest = 8;

/** Objects within objects that are searched: more than any response has. What lies deeper is cut off. */
const deepest = 20;
const cutOff = "[…]";

/** Text that is longer and begins like Base64 is image data, in which nothing is searched. */
const longestText = 65_536;
const imageData = /^(data:[\w/+.;=-]*,)?[\w+/-]{256}/;

/** Removes the secrets of a client from what comes from outside: text, decoded JSON, or an error with its causes. */
export type Redact = <T>(outside: T) => T;

/**
 * Makes the function that redacts `secrets`: as they are, percent-encoded, and in Base64, also of the header that
 * carries them. JSON without a secret is returned as it is, not copied. Errors are changed in place.
 */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = secrets.filter(({ length }) => length >= shortest).flatMap(formsOf);
  if (forms.length === 0) return (outside) => outside;
  const pattern = new RegExp(forms.map(escapePattern).join("|"), "g");
  return <T>(outside: T): T => redactValue(outside, pattern, new Set(), 0) as T;
}

function formsOf(secret: string): string[] {
  const encoded = [btoa(secret), btoa(`Bearer ${secret}`)];
  const unpadded = encoded.map((form) => form.replaceAll("=", ""));
  const urlSafe = unpadded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  return [secret, encodeURIComponent(secret), ...encoded, ...unpadded, ...urlSafe];
}

function escapePattern(form: string): string {
  return form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function redactValue(value: unknown, pattern: RegExp, seen: Set<unknown>, depth: number): unknown {
  if (typeof value === "string") return redactText(value, pattern);
  if (typeof value !== "object" || value === null || seen.has(value)) return value;
  if (depth > deepest) return cutOff;
  if (value instanceof Error) return redactError(value, pattern, seen, depth);
  if (Array.isArray(value)) {
    const entries = value.map((entry) => redactValue(entry, pattern, seen, depth + 1));
    return entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields: [string, unknown][] = Object.entries(value);
  const clean = fields.map(([name, field]): [string, unknown] => [
    redactText(name, pattern),
    redactValue(field, pattern, seen, depth + 1),
  ]);
  const isClean = clean.every(([name, field], index) => name === fields[index]?.[0] && field === fields[index]?.[1]);
  return isClean ? value : Object.fromEntries(clean);
}

function redactText(text: string, pattern: RegExp): string {
  if (text.length > longestText && imageData.test(text)) return text;
  return text.replace(pattern, redacted);
}

function redactError(error: Error, pattern: RegExp, seen: Set<unknown>, depth: number): Error {
  seen.add(error);
  // The message of a DOMException is not its own property.
  for (const name of new Set(["message", ...Object.getOwnPropertyNames(error)])) {
    const before: unknown = Reflect.get(error, name);
    const after = redactValue(before, pattern, seen, depth + 1);
    if (after === before) continue;
    const enumerable = Object.prototype.propertyIsEnumerable.call(error, name);
    Reflect.defineProperty(error, name, { value: after, enumerable, configurable: true, writable: true });
  }
  return error;
}
