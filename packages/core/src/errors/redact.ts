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
 * escaped slashes, and in Base64, also of the header that carries them. What has no secret in it is returned as it is,
 * not copied. Errors are changed in place.
 */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = secrets.filter(({ length }) => length >= shortest).flatMap(formsOf);
  if (forms.length === 0) return (outside) => outside;
  const alternatives = forms.map(escapePattern).join("|");
  const search = new RegExp(alternatives);
  const replace = new RegExp(alternatives, "g");
  return <T>(outside: T): T => {
    if (!hasSecret(outside, search, 0)) return outside;
    return redactValue(outside, replace, new Map(), 0) as T;
  };
}

/** Searches without a copy, because hardly any response has a secret in it. */
function hasSecret(value: unknown, search: RegExp, depth: number): boolean {
  if (typeof value === "string") return !isImageData(value) && search.test(value);
  if (typeof value !== "object" || value === null) return false;
  // Too deep to tell, or with properties that are not enumerable.
  if (depth > deepest || value instanceof Error) return true;
  if (Array.isArray(value)) return value.some((entry) => hasSecret(entry, search, depth + 1));
  for (const name in value) {
    if (search.test(name) || hasSecret(Reflect.get(value, name), search, depth + 1)) return true;
  }
  return false;
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
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

function escapePattern(form: string): string {
  return form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** @param seen What was searched before, with what came of it: a circle ends, and nothing is searched twice. */
function redactValue(value: unknown, pattern: RegExp, seen: Map<unknown, unknown>, depth: number): unknown {
  if (typeof value === "string") return redactText(value, pattern);
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  if (depth > deepest) return cutOff;
  if (value instanceof Error) return redactError(value, pattern, seen, depth);
  seen.set(value, cutOff);
  const clean = redactFields(value, pattern, seen, depth);
  seen.set(value, clean);
  return clean;
}

function redactFields(value: object, pattern: RegExp, seen: Map<unknown, unknown>, depth: number): unknown {
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, pattern, seen, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      redactText(name, pattern),
      redactValue(field, pattern, seen, depth + 1),
    ]),
  );
}

function redactText(text: string, pattern: RegExp): string {
  return isImageData(text) ? text : text.replace(pattern, redacted);
}

function isImageData(text: string): boolean {
  return text.length > longestText && imageData.test(text);
}

function redactError(error: Error, pattern: RegExp, seen: Map<unknown, unknown>, depth: number): Error {
  seen.set(error, error);
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
