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
 * Makes the function that redacts `secrets`: as they are, percent-encoded once and twice, in hex, in HTML entities, with
 * escaped slashes, and in Base64, also of the header that carries them. What has no secret in it is returned as it is, not copied. Errors are changed in place.
 */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = secrets.filter(({ length }) => length >= shortest).flatMap(formsOf);
  if (forms.length === 0) return (outside) => outside;
  const pattern = new RegExp(forms.map(escapePattern).join("|"), "g");
  return <T>(outside: T): T => redactValue(outside, pattern, new Set(), 0) as T;
}

/** Lists how a secret may be written, longer forms first: a shorter one may be their beginning. */
function formsOf(secret: string): string[] {
  const base64 = [btoa(secret), btoa(`Bearer ${secret}`)];
  const unpadded = base64.map((form) => form.replaceAll("=", ""));
  const urlSafe = unpadded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const percent = encodeURIComponent(secret);
  const percents = [percent, encodeURIComponent(percent)].flatMap((form) => [form, lowerPercent(form)]);
  const hex = [...secret].map((char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const escaped = [secret.replaceAll("/", "\\/"), toEntities(secret), toEntities(secret).replaceAll("&#39;", "&#x27;")];
  const forms = new Set([secret, ...percents, hex, hex.toUpperCase(), ...escaped, ...base64, ...unpadded, ...urlSafe]);
  return [...forms].sort((a, b) => b.length - a.length);
}

function lowerPercent(form: string): string {
  return form.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
}

function toEntities(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function escapePattern(form: string): string {
  return form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function redactValue(value: unknown, pattern: RegExp, seen: Set<unknown>, depth: number): unknown {
  if (typeof value === "string") return redactText(value, pattern);
  if (typeof value !== "object" || value === null || seen.has(value)) return value;
  if (depth > deepest) return cutOff;
  if (value instanceof Error) return redactError(value, pattern, seen, depth);
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype) return value;
  const before = Object.entries(value);
  const after = before.map(([name, field]): [string, unknown] => [
    redactText(name, pattern),
    redactValue(field, pattern, seen, depth + 1),
  ]);
  // Hardly any response has a secret in it.
  if (after.every(([name, field], index) => name === before[index]?.[0] && field === before[index]?.[1])) return value;
  return isList ? after.map(([, entry]) => entry) : Object.fromEntries(after);
}

function redactText(text: string, pattern: RegExp): string {
  return isImageData(text) ? text : text.replace(pattern, redacted);
}

function isImageData(text: string): boolean {
  return text.length > longestText && imageData.test(text);
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
