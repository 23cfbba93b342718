import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";

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
  const schema = Object.keys(site).length === 0 ? target : withoutAllOf(document, { ...target, ...site });
  return { schema, target, site, name: nameOf($ref) };
}

function nameOf(reference: string): string {
  return decodeURIComponent(reference.slice(reference.lastIndexOf("/") + 1));
}

function withoutAllOf(document: JsonObject, schema: JsonObject): JsonObject {
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...own } = schema;
  return [...schema.allOf.map((part) => resolve(document, part).schema), own].reduce(both);
}

/** Merges two schemas that both apply. On a contradiction the second one wins. */
function both(first: JsonObject, second: JsonObject): JsonObject {
  const properties = { ...asObject(first.properties), ...asObject(second.properties) };
  const required = [...new Set([...asList(first.required), ...asList(second.required)])];
  return {
    ...first,
    ...second,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function asList(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function asStrings(value: Json | undefined): string[] {
  return asList(value).filter((item) => typeof item === "string");
}
