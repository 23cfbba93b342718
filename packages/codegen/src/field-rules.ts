import { asList, isObject, type Json, type JsonObject } from "./json.ts";
import { dereference } from "./references.ts";

const TYPES = ["string", "integer", "number", "boolean", "array", "object", "null"] as const;
type Type = (typeof TYPES)[number];

/** Checks of a field that take few bytes. They never refuse a value that its schema allows. */
export interface FieldRule {
  readonly types: readonly Type[];
  readonly required?: boolean;
  readonly oneOf?: readonly (string | number | boolean | null)[];
  readonly range?: readonly [number] | readonly [number, number];
  readonly items?: FieldRule;
  readonly fields?: Readonly<Record<string, FieldRule>>;
}

/** Derives the rules for the properties of an object schema. */
export function fieldRules(document: JsonObject, schema: JsonObject): Readonly<Record<string, FieldRule>> {
  return ruleOf(document, schema, []).fields ?? {};
}

// `above` holds the enclosing schemas, so that a schema inside itself is checked by its types alone.
function ruleOf(document: JsonObject, value: Json | undefined, above: readonly JsonObject[]): FieldRule {
  const schema = dereference(document, value);
  if (above.includes(schema)) return { types: typesOf(schema) };
  const inside = [...above, schema];
  const inner = (part: Json | undefined): FieldRule => ruleOf(document, part, inside);
  const own = ownRule(schema, inner);
  const parts = asList(schema.allOf).map(inner);
  const branches = [schema.anyOf, schema.oneOf].map(asList).filter((list) => list.length > 0);
  return [...parts, ...branches.map((list) => list.map(inner).reduce(either))].reduce(both, own);
}

function ownRule(schema: JsonObject, inner: (part: Json | undefined) => FieldRule): FieldRule {
  const oneOf = schema.const === undefined ? schema.enum : [schema.const];
  const required = asList(schema.required);
  const range = rangeOf(schema);
  return {
    types: typesOf(schema),
    ...(Array.isArray(oneOf) && { oneOf: oneOf.filter(isScalar) }),
    ...(range && { range }),
    ...(schema.items !== undefined && { items: inner(schema.items) }),
    ...(isObject(schema.properties) && {
      fields: Object.fromEntries(
        Object.entries(schema.properties).map(([name, part]) => {
          const { required: _, ...rule } = inner(part);
          return [name, required.includes(name) ? { ...rule, required: true } : rule];
        }),
      ),
    }),
  };
}

function typesOf(schema: JsonObject): Type[] {
  if (schema.type !== undefined) return TYPES.filter((type) => [schema.type].flat().includes(type));
  const values = schema.const === undefined ? asList(schema.enum) : [schema.const];
  if (values.length > 0)
    return TYPES.filter((type) => type !== "integer" && values.some((value) => typeOf(value) === type));
  if (schema.properties !== undefined) return ["object"];
  return schema.items === undefined ? [...TYPES] : ["array"];
}

function typeOf(value: Json): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

// Skips bounds on the length of a string, and reads an exclusive bound as an inclusive one. A rule may accept values
// that the provider refuses, but must not refuse values that it accepts.
function rangeOf(schema: JsonObject): FieldRule["range"] {
  const types = typesOf(schema);
  if (schema.type !== undefined && types.includes("array") && types.length > 1) return undefined;
  const least = schema.minimum ?? schema.exclusiveMinimum ?? schema.minItems;
  const most = schema.maximum ?? schema.exclusiveMaximum ?? schema.maxItems;
  if (typeof most === "number") return [typeof least === "number" ? least : lowest(schema), most];
  return typeof least === "number" ? [least] : undefined;
}

function lowest(schema: JsonObject): number {
  return schema.maxItems === undefined ? Number.NEGATIVE_INFINITY : 0;
}

/** Returns the rule for a value that must satisfy both rules. */
function both(a: FieldRule, b: FieldRule): FieldRule {
  const [longer, shorter] = a.types.length > b.types.length ? [a, b] : [b, a];
  const types = longer.types.filter(
    (type) => shorter.types.includes(type) || (type === "integer" && shorter.types.includes("number")),
  );
  const fields = a.fields && b.fields ? { ...a.fields, ...b.fields } : (a.fields ?? b.fields);
  return { ...a, ...b, types, ...(fields && { fields }) };
}

/** Returns the rule for a value that must satisfy one of two rules. */
function either(a: FieldRule, b: FieldRule): FieldRule {
  const types = TYPES.filter((type) => a.types.includes(type) || b.types.includes(type));
  const range = pick(a, b, "range", ["integer", "number", "array"]);
  const items = pick(a, b, "items", ["array"]);
  const fields = a.fields && b.fields ? eitherFields(a.fields, b.fields) : pick(a, b, "fields", ["object"]);
  return {
    types,
    ...(a.oneOf && b.oneOf && { oneOf: [...new Set([...a.oneOf, ...b.oneOf])] }),
    ...(range && { range }),
    ...(items && { items }),
    ...(fields && { fields }),
  };
}

// A constraint of one rule holds for the union only if the other rule accepts no value that it would apply to.
function pick<K extends "range" | "items" | "fields">(
  a: FieldRule,
  b: FieldRule,
  key: K,
  constrained: Type[],
): FieldRule[K] | undefined {
  const applies = (rule: FieldRule): boolean => rule.types.some((type) => constrained.includes(type));
  if (!applies(a)) return b[key];
  return applies(b) ? undefined : a[key];
}

function eitherFields(a: NonNullable<FieldRule["fields"]>, b: NonNullable<FieldRule["fields"]>): FieldRule["fields"] {
  return Object.fromEntries(
    Object.keys({ ...a, ...b }).map((name) => {
      const [first, second] = [a[name], b[name]];
      if (!first || !second) {
        const { required: _, ...rule } = first ?? second ?? { types: TYPES };
        return [name, rule];
      }
      const required = first.required && second.required;
      return [name, { ...either(first, second), ...(required && { required }) }];
    }),
  );
}

function isScalar(value: Json): value is string | number | boolean | null {
  return value === null || typeof value !== "object";
}
