import { sniffFormat } from "../images/formats.ts";
import { isError } from "./failure.ts";

/** Replaces a secret. */
const redacted = "[key]";

/** Length of the shortest secret that is searched for: a shorter one occurs in ordinary text by chance. */
const shortest = 8;

/** Levels of nested objects that are searched: more than any response has. Deeper levels are cut off. */
const deepest = 20;
const cutOff = "[…]";

/** Longer text that begins as the Base64 of an image is image data, which is not searched. */
const longestText = 65_536;
const dataUri = /^data:[\w/+.;=-]*,/;

/** Characters of a `data:` URI that are enough to recognise the format of its image. */
const longestBeginning = 200;

/** Removes the key of a client from text, decoded JSON, or an error and its causes that come from outside. */
export type Redact = <T>(outside: T) => T;

/**
 * Creates the function that redacts `secret`: plain, percent-encoded, escaped as in JSON, in HTML entities, in hex and
 * in Base64, also within a longer text or cut short at its end. A value without the secret is not copied. Errors are
 * changed in place.
 */
export function createRedact(secret: string): Redact {
  if (secret.length < shortest) return (outside) => outside;
  // In any case, because hex, entities and escapes have either, and a page may change that of the key.
  const pattern = new RegExp(formsOf(secret), "gi");
  return <T>(outside: T): T => redactValue(outside, { pattern, seen: new Map(), isOfError: false }, 0) as T;
}

interface Search {
  readonly pattern: RegExp;
  /** Results by searched value, so that circular values end and no value is searched twice. */
  readonly seen: Map<unknown, unknown>;
  /** Whether the value belongs to an error. */
  readonly isOfError: boolean;
}

/** Whether a value keeps its content in no property, as `Headers` and maps do. */
function isMap(value: object): value is Iterable<unknown> {
  return "entries" in value && Symbol.iterator in value && !ArrayBuffer.isView(value);
}

/** Writes the expression for a secret in all its forms. */
function formsOf(secret: string): string {
  const chars = [...secret];
  const base64 = [0, 1, 2].map((offset) => base64Of(secret, offset));
  const forms = chars.map(formsOfChar);
  const rest = forms.splice(shortest);
  // A response may break off within the secret, so its beginning counts at the end of a text.
  const begun = rest.reduceRight((following, form) => `(?:${form}${following})?`, "");
  const text = `${forms.join("")}(?:${rest.join("")}|${begun}(?:[%&\\\\][#\\w]{0,5})?$)`;
  return [...base64, chars.map(hexOf).join(""), text].join("|");
}

/** Writes the expression for a secret within the Base64 of a longer text, at one of three offsets. */
function base64Of(secret: string, offset: number): string {
  const whole = btoa("\0".repeat(offset) + secret).replace(/=+$/, "");
  // The first characters contain bits of the text before, the last one may contain bits of the text after.
  const own = whole
    .slice(offset && offset + 1, -1)
    .replaceAll("+", "[-+]")
    .replaceAll("/", "(?:\\\\?/|_)");
  // With the word "Bearer" before it, as in the header of the key.
  return `${offset === 1 ? "(?:QmVhcmVyI.)?" : ""}${own}[-\\w+/]?={0,2}`;
}

const entities: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/** Writes the expression for a character in every form that text, JSON, addresses and pages use. */
function formsOfChar(char: string): string {
  const hex = hexOf(char);
  const entity = `#0*${char.charCodeAt(0)}|#x0*${hex}|${entities[char] ?? "#"}`;
  // The character itself comes last, because another form may begin with it.
  return `(?:(?:%(?:25){0,3}|\\\\{1,3}u00)${hex}|&(?:amp;){0,2}(?:${entity});|\\\\{0,3}${escapePattern(char)})`;
}

function hexOf(char: string): string {
  return char.charCodeAt(0).toString(16);
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
  // Only errors contain more than JSON: a `fetch` may have attached its request to one.
  if (!isOfError && !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value;
  seen.set(value, cutOff);
  const clean = redactFields(value, search, depth);
  seen.set(value, clean);
  return clean;
}

function redactFields(value: object, search: Search, depth: number): unknown {
  // Few responses contain a secret, so most are returned uncopied.
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

/** Lists the fields of an object. Those of an error include inherited ones. */
function fieldsOf(value: object, { isOfError }: Search): [string, unknown][] {
  if (!isOfError) return Object.entries(value);
  if (isMap(value)) return [...value].map((entry) => ["", entry]);
  const names: string[] = [];
  for (const name in value) names.push(name);
  return names.map((name) => [name, Reflect.get(value, name)]);
}

function redactText(text: string, { pattern }: Search): string {
  // No form of a secret is shorter, so many names and values need no search.
  return text.length < shortest || isImageData(text) ? text : text.replace(pattern, redacted);
}

function isImageData(text: string): boolean {
  return text.length > longestText && sniffFormat(text.slice(0, longestBeginning).replace(dataUri, "")) !== undefined;
}

function redactError(error: Error, search: Search, depth: number): Error {
  search.seen.set(error, error);
  // The `message` of a DOMException is inherited.
  for (const name of new Set(["message", ...Reflect.ownKeys(error)])) {
    const before: unknown = Reflect.get(error, name);
    const after = redactValue(before, search, depth + 1);
    if (after === before) continue;
    const enumerable = Object.prototype.propertyIsEnumerable.call(error, name);
    const changed = { value: after, enumerable, configurable: true, writable: true };
    // An error with a read-only field is replaced.
    if (!Reflect.defineProperty(error, name, changed)) return new Error(redactText(error.message, search));
  }
  return error;
}
