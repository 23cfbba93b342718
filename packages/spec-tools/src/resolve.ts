import { asList, asObject, equal, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { narrowerLimit } from "./limits.ts";

/** A schema with its reference resolved. */
export interface Resolved {
  /** All keywords, with `allOf` and the keywords beside the reference merged in. */
  readonly schema: JsonObject;
  /** Name of the component that it refers to. */
  readonly name?: string;
  /** The keywords of the component. */
  readonly target: JsonObject;
  /** The keywords beside the reference; without a reference, the schema itself. */
  readonly site: JsonObject;
}

const NOTHING: JsonObject = { not: {} };

// Schemas are recognised by identity, so each is merged once.
const merged = new WeakMap<JsonObject, JsonObject>();

export function resolve(document: JsonObject, value: Json | undefined): Resolved {
  if (!isObject(value)) {
    const schema = value === false ? NOTHING : {};
    return { schema, target: schema, site: schema };
  }
  if (typeof value.$ref !== "string") {
    const schema = withoutAllOf(document, value);
    return { schema, target: schema, site: schema };
  }
  const { $ref, ...site } = value;
  const target = withoutAllOf(document, dereference(document, value));
  // No copy unless needed, because schemas are recognised by identity.
  const schema = Object.keys(site).length === 0 ? target : withoutAllOf(document, both(target, site));
  return { schema, target, site, name: nameOf($ref) };
}

function nameOf(reference: string): string {
  return decodeURIComponent(reference.slice(reference.lastIndexOf("/") + 1));
}

function withoutAllOf(document: JsonObject, schema: JsonObject): JsonObject {
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...own } = schema;
  const whole = merged.get(schema) ?? [...schema.allOf.map((part) => resolve(document, part).schema), own].reduce(both);
  merged.set(schema, whole);
  return whole;
}

/** Merges two schemas that both apply. On a contradiction the second one wins. */
export function both(first: JsonObject, second: JsonObject): JsonObject {
  const required = [...new Set([...asList(first.required), ...asList(second.required)])];
  const properties = bothProperties(asObject(first.properties), asObject(second.properties));
  const limits = Object.entries(first).flatMap(([keyword, one]) => {
    const other = second[keyword];
    const narrower = other === undefined ? undefined : narrowerLimit(keyword, one, other);
    return narrower === undefined ? [] : [[keyword, narrower] as const];
  });
  return {
    ...first,
    ...second,
    ...Object.fromEntries(limits),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

// A schema may contain itself, so the two schemas of a property are merged only when the property is resolved.
function bothProperties(first: JsonObject, second: JsonObject): JsonObject {
  const properties: JsonObject = { ...first, ...second };
  for (const [name, one] of Object.entries(first)) {
    const other = second[name];
    if (other !== undefined && !equal(one, other)) properties[name] = { allOf: [one, other] };
  }
  return properties;
}
