import { isObject } from "./json.ts";

/** What a value can be, in the words of the messages. */
export type FieldType = "a string" | "an integer" | "a number" | "a boolean" | "an array" | "an object" | "null";

/** The rule for one field of a wire request. Generated from the request schema of the provider's spec. */
export interface FieldRule {
  readonly type: FieldType | `${FieldType} or ${FieldType}` | `${FieldType} or ${FieldType} or ${FieldType}`;
  readonly required?: true;
  /** The only values taken; absent where the provider's list is open. */
  readonly oneOf?: readonly (string | number | boolean | null)[];
  /** Least and most of a number, or of the number of items of an array; without the second there is no most. */
  readonly range?: readonly [least: number, most?: number];
  /** Rule for each item of an array. */
  readonly items?: FieldRule;
  /** Rules for the fields of an object; absent: any fields. */
  readonly fields?: FieldRules;
}

/** Rules by field name; a name that is not listed is not a field of the request. */
export type FieldRules = { readonly [name: string]: FieldRule };

/** Says what is wrong with a request body, one message a fault; `[]` when it keeps every rule. */
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

function checkValue(value: unknown, rule: FieldRule, path: string): string[] {
  if (!isOfType(value, rule.type) || !isListed(value, rule.oneOf) || !isWithin(value, rule.range)) {
    return [`${path} is ${show(value)}; it must be ${describe(rule)}`];
  }
  if (isObject(value) && rule.fields) return checkFields(value, rule.fields, `${path}.`);
  const { items } = rule;
  if (!Array.isArray(value) || !items) return [];
  return value.flatMap((item: unknown, position) => checkValue(item, items, `${path}[${position}]`));
}

function isOfType(value: unknown, type: FieldRule["type"]): boolean {
  const kind = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  if (kind === "number") return type.includes("a number") || (type.includes("an integer") && Number.isInteger(value));
  return type.includes(kind);
}

function isListed(value: unknown, listed: FieldRule["oneOf"]): boolean {
  return !listed || listed.some((entry) => entry === value);
}

function isWithin(value: unknown, range: FieldRule["range"]): boolean {
  const measure = Array.isArray(value) ? value.length : value;
  if (!range || typeof measure !== "number") return true;
  const [least, most = Number.POSITIVE_INFINITY] = range;
  return measure >= least && measure <= most;
}

function describe({ type, oneOf, range }: FieldRule): string {
  if (oneOf) return `one of ${oneOf.map((entry) => JSON.stringify(entry)).join(", ")}`;
  if (!range) return type;
  const [least, most] = range;
  const items = type.includes("array") ? " items" : "";
  return most === undefined ? `${type} from ${least}${items}` : `${type} from ${least} to ${most}${items}`;
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (value === undefined) return "missing";
  try {
    return JSON.stringify(value).slice(0, 40);
  } catch {
    // JSON has no bigint, no circle and no function.
    return String(value);
  }
}
