import { sniffFormat } from "../images/formats.ts";
import { isError } from "./failure.ts";

/** Stands in place of a secret. */
const redacted = "[key]";

/** Shortest secret that is searched for: a shorter one occurs in ordinary text by chance. */
const shortest = 8;

/** Objects within objects that are searched: more than any response has. What lies deeper is cut off. */
const deepest = 20;
const cutOff = "[…]";

/** Text that is longer and begins as the Base64 of an image is image data, in which nothing is searched. */
const longestText = 65_536;
const dataUri = /^data:[\w/+.;=-]*,/;

/** Characters of a `data:` URI up to where the format of its image is told. */
const longestBeginning = 200;

/** Removes the key of a client from what comes from outside: text, decoded JSON, or an error with its causes. */
export type Redact = <T>(outside: T) => T;

/**
 * Makes the function that redacts `secret`: as it is, percent-encoded, escaped as in JSON, in HTML entities, in hex, and
 * in Base64, also within a longer text or cut short by its end. What does not have it is returned as it is, not copied.
 * Errors are changed in place.
 */
export function createRedact(secret: string): Redact {
  if (secret.length < shortest) return (outside) => outside;
  const pattern = new RegExp(formsOf(secret), "g");
  return <T>(outside: T): T => redactValue(outside, { pattern, seen: new Map(), isOfError: false }, 0) as T;
}

interface Search {
  readonly pattern: RegExp;
  /** What was searched before, with what came of it: a circle ends, and nothing is searched twice. */
  readonly seen: Map<unknown, unknown>;
  /** Whether the value belongs to an error. */
  readonly isOfError: boolean;
}

/** Headers, maps and the like, whose content is in no property. */
function isMap(value: object): value is Iterable<unknown> {
  return "entries" in value && Symbol.iterator in value && !ArrayBuffer.isView(value);
}

/** Writes the expression for a secret in all its forms. */
function formsOf(secret: string): string {
  const chars = [...secret];
  const base64 = [0, 1, 2].map((offset) => base64Of(secret, offset));
  const forms = chars.map(formsOfChar);
  const rest = forms.splice(shortest);
  // A response may break off within the secret: a beginning of it counts at the end of a text.
  const begun = rest.reduceRight((following, form) => `(?:${form}${following})?`, "");
  const text = `${forms.join("")}(?:${rest.join("")}|${begun}(?:[%&\\\\][#\\w]{0,5})?$)`;
  return [...base64, chars.map(hexOf).join(""), text].join("|");
}

/** Writes the expression for a secret in the Base64 of a longer text, which may begin at any of three offsets. */
function base64Of(secret: string, offset: number): string {
  const whole = btoa("\0".repeat(offset) + secret).replace(/=+$/, "");
  // The first characters have bits of what comes before, the last one may have some of what follows.
  const own = whole
    .slice(offset && offset + 1, -1)
    .replaceAll("+", "[-+]")
    .replaceAll("/", "(?:\\\\?/|_)");
  // The word "Bearer" before it, as in the header that carries the key, goes with it.
  return `${offset === 1 ? "(?:QmVhcmVyI.)?" : ""}${own}[-\\w+/]?={0,2}`;
}

const entities: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/** Writes the expression for a character in every form that text, JSON, an address or a page may give it. */
function formsOfChar(char: string): string {
  const hex = hexOf(char);
  const entity = `#0*${char.charCodeAt(0)}|#[xX]0*${hex}|${entities[char] ?? "#"}`;
  // The character itself comes last: it may be the beginning of another form of it.
  return `(?:(?:%(?:25){0,3}|\\\\{1,3}u00)${hex}|&(?:amp;){0,2}(?:${entity});|\\\\{0,3}${escapePattern(char)})`;
}

/** Writes the expression for a character in hex, in either case of its letters. */
function hexOf(char: string): string {
  const digits = char.charCodeAt(0).toString(16);
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function escapePattern(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/-]/, "\\$&");
}

function redactValue(value: unknown, search: Search, depth: number): unknown {
  const { seen, isOfError } = search;
  if (typeof value === "string") return redactText(value, search);
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  if (depth > deepest) return cutOff;
  if (isError(value)) return redactError(value, { ...search, isOfError: true }, depth);
  // Only an error, which a fetch may have given its request, has more than JSON in it.
  if (!isOfError && !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value;
  seen.set(value, cutOff);
  const clean = redactFields(value, search, depth);
  seen.set(value, clean);
  return clean;
}

function redactFields(value: object, search: Search, depth: number): unknown {
  // Hardly any response has a secret in it.
  let isClean = true;
  const clean = fieldsOf(value, search).map(([name, field]): [string, unknown] => {
    const cleanName = redactText(name, search);
    const cleanField = redactValue(field, search, depth + 1);
    isClean &&= name === cleanName && field === cleanField;
    return [cleanName, cleanField];
  });
  if (isClean) return value;
  return Symbol.iterator in value ? clean.map(([, field]) => field) : Object.fromEntries(clean);
}

/** Lists what an object has; what an error has, also by its class. */
function fieldsOf(value: object, { isOfError }: Search): [string, unknown][] {
  if (!isOfError) return Object.entries(value);
  if (isMap(value)) return [...value].map((entry) => ["", entry]);
  const names: string[] = [];
  for (const name in value) names.push(name);
  return names.map((name) => [name, Reflect.get(value, name)]);
}

function redactText(text: string, { pattern }: Search): string {
  // No form is shorter, so many names and values need no search.
  return text.length < shortest || isImageData(text) ? text : text.replace(pattern, redacted);
}

function isImageData(text: string): boolean {
  return text.length > longestText && sniffFormat(text.slice(0, longestBeginning).replace(dataUri, "")) !== undefined;
}

function redactError(error: Error, search: Search, depth: number): Error {
  search.seen.set(error, error);
  // The message of a DOMException is not its own property.
  for (const name of new Set(["message", ...Reflect.ownKeys(error)])) {
    const before: unknown = Reflect.get(error, name);
    const after = redactValue(before, search, depth + 1);
    if (after === before) continue;
    const enumerable = Object.prototype.propertyIsEnumerable.call(error, name);
    const changed = { value: after, enumerable, configurable: true, writable: true };
    // What cannot be changed is replaced.
    if (!Reflect.defineProperty(error, name, changed)) return new Error(redactText(error.message, search));
  }
  return error;
}
