import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";

/** A schema with its reference followed. */
export interface Resolved {
  /** What it says, `allOf` and what stands beside the reference included. */
  readonly schema: JsonObject;
  /** Name of the component that it refers to. */
  readonly name?: string;
  /** What the component says. */
  readonly target: JsonObject;
  /** What stands beside the reference; the schema itself, where there is none. */
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
  // The same object as long as possible: schemas are recognised by identity.
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

/** A schema that asks for what both ask for. Where they contradict each other, the second is taken. */
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
