import type { ModelSpec } from "../contract/catalogue.ts";
import { isObject } from "../response/json.ts";
import { quote } from "./report.ts";

/** JSON types that a field may have. */
export type FieldType = "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";

/** The rule for one field of a wire request. Generated from the request schema of the provider's spec. */
export interface FieldRule {
  readonly types: readonly FieldType[];
  readonly required?: true;
  /** The only accepted values; absent if the provider's list is open. */
  readonly oneOf?: readonly (string | number | boolean | null)[];
  /** Range of a number, or of the number of items of an array; without `most` there is no upper limit. */
  readonly range?: readonly [least: number, most?: number];
  /** Rule for each item of an array. */
  readonly items?: FieldRule;
  /** Rules for the fields of an object; absent: any fields. */
  readonly fields?: FieldRules;
}

/** Rules by field name; a name that is not listed is not a field of the request. */
export type FieldRules = { readonly [name: string]: FieldRule };

/** Checks a request body. Returns a message for each fault. */
export function checkFields(body: object, rules: FieldRules, path = ""): string[] {
  const unknown = Object.keys(body)
    .filter((name) => !Object.hasOwn(rules, name))
    .map((name) => `${path}${name} is not one of the fields ${Object.keys(rules).join(", ")}`);
  const broken = Object.entries(rules).flatMap(([name, rule]) => {
    const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
    return value === undefined && !rule.required ? [] : checkValue(value, rule, path + name);
  });
  return [...broken, ...unknown];
}

/** Finds the native fields that only other models of the provider accept. */
export function foreignFields(native: object, accepted: ModelSpec["native"], models: readonly ModelSpec[]): string[] {
  const isForeign = (name: string) => accepted?.includes(name) === false && Reflect.get(native, name) !== undefined;
  return Object.keys(native).filter((name) => isForeign(name) && models.some((model) => model.native?.includes(name)));
}

function checkValue(value: unknown, rule: FieldRule, path: string): string[] {
  if (!isOfType(value, rule.types) || !isListed(value, rule.oneOf) || !isWithin(value, rule.range)) {
    return [`${path} is ${show(value)}; it must be ${describe(rule)}`];
  }
  if (isObject(value) && rule.fields) return checkFields(value, rule.fields, `${path}.`);
  const { items } = rule;
  if (!Array.isArray(value) || !items) return [];
  return value.flatMap((item: unknown, position) => checkValue(item, items, `${path}[${position}]`));
}

function isOfType(value: unknown, types: FieldRule["types"]): boolean {
  // JSON turns NaN and infinities into null.
  if (typeof value === "number" && !Number.isFinite(value)) return false;
  if (Number.isInteger(value) && types.includes("integer")) return true;
  return types.some((accepted) => accepted === typeOf(value));
}

/** Names the JSON type of a value. */
export function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function isListed(value: unknown, listed: FieldRule["oneOf"]): boolean {
  return !listed || listed.some((entry) => entry === value);
}

function isWithin(value: unknown, range: FieldRule["range"]): boolean {
  const measure = Array.isArray(value) ? value.length : value;
  if (!range || typeof measure !== "number") return true;
  const [least, most = Infinity] = range;
  return measure >= least && measure <= most;
}

function describe({ types, oneOf, range }: FieldRule): string {
  if (oneOf) return `one of ${oneOf.map((entry) => JSON.stringify(entry)).join(", ")}`;
  const named = types.map(withArticle).join(" or ");
  if (!range) return named;
  const [least, most] = range;
  const to = most === undefined ? "" : ` to ${most}`;
  return `${named} from ${least}${to}${types.includes("array") ? " items" : ""}`;
}

function withArticle(type: FieldType): string {
  if (type === "null") return type;
  return `${/^[aio]/.test(type) ? "an" : "a"} ${type}`;
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value !== "object") return quote(value);
  try {
    return JSON.stringify(value).slice(0, 40);
  } catch {
    // A cycle has no JSON.
    return String(value);
  }
}
