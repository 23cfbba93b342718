import { asObject, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { knownValues } from "@seedream-clients/codegen/src/open-strings.ts";
import { isAnnotation } from "./annotations.ts";
import { both, resolve } from "./resolve.ts";
import { quote, quoteAll } from "./words.ts";

const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;

export type Type = (typeof TYPES)[number] | "any";

/** One alternative of a schema: of a single type, without `anyOf` or `oneOf`. */
export interface Alternative {
  readonly type: Type;
  readonly schema: JsonObject;
  /** Name of its component, if it is one of several. */
  readonly name?: string;
  /** Its branch of the union, if it is one of several. */
  readonly branch?: JsonObject;
  /** The only allowed values. */
  readonly values?: readonly Json[];
  /** The known values of an open string. */
  readonly known?: readonly string[];
}

const WORDS: Readonly<Record<Type, string>> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "a boolean",
  object: "an object",
  array: "a list",
  null: "null",
  any: "anything",
};

/** Returns all alternatives of a schema. */
export function alternativesOf(document: JsonObject, schema: JsonObject): Alternative[] {
  const known = knownValues(document, schema);
  if (known) return [{ type: "string", schema: { ...openBranch(document, schema), ...outerPart(schema) }, known }];
  const branches = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(branches)) return typesOf(schema).flatMap((type) => ofType(type, schema));
  const found = branches.flatMap((branch) => {
    const { schema: inner, name } = resolve(document, branch);
    const marks = { branch: inner, ...(name !== undefined && { name }) };
    return alternativesOf(document, both(outerPart(schema), inner)).map((alternative) => ({
      ...marks,
      ...alternative,
    }));
  });
  return joinLists(found);
}

/** Describes an alternative, for "also accepts …". */
export function describe({ type, name, values }: Alternative): string {
  if (name !== undefined) return quote(name);
  return values ? quoteAll(values) : WORDS[type];
}

/** Returns the discriminator of an object in a union: its fields with a single value. */
export function tagOf({ type, schema }: Alternative, document: JsonObject): string | undefined {
  if (type !== "object") return undefined;
  const tags = Object.entries(asObject(schema.properties)).flatMap(([name, property]) => {
    const { const: value } = resolve(document, property).schema;
    return value === undefined ? [] : [`${name} ${quote(value)}`];
  });
  return tags.length > 0 ? tags.join(", ") : undefined;
}

function outerPart({ anyOf, oneOf, ...outer }: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(outer).filter(([keyword]) => !isAnnotation(keyword)));
}

// The branch that is not a list of values may have a pattern or a length.
function openBranch(document: JsonObject, schema: JsonObject): JsonObject {
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  const open = branches.map((branch) => resolve(document, branch).schema).find((branch) => !valuesOf(branch));
  return outerPart(open ?? {});
}

function typesOf(schema: JsonObject): Type[] {
  const { type, nullable } = schema;
  const listed = [type].flat().filter((item) => TYPES.some((known) => known === item)) as Type[];
  const types = listed.length > 0 ? listed : inferred(schema);
  return nullable === true && !types.includes("null") ? [...types, "null"] : types;
}

function inferred(schema: JsonObject): Type[] {
  const values = valuesOf(schema);
  if (values) return [...new Set(values.map(typeOf))];
  if (isObject(schema.properties) || schema.required !== undefined) return ["object"];
  return schema.items === undefined ? ["any"] : ["array"];
}

function ofType(type: Type, schema: JsonObject): Alternative[] {
  const all = valuesOf(schema);
  if (!all || type === "any") return [{ type, schema }];
  const values = all.filter((value) => typeOf(value) === type || (type === "number" && typeof value === "number"));
  return values.length > 0 ? [{ type, schema, values }] : [];
}

function valuesOf(schema: JsonObject): Json[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function typeOf(value: Json): Type {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "string" | "boolean" | "object";
}

// `anyOf` of two lists of values allows the same as one list.
function joinLists(found: readonly Alternative[]): Alternative[] {
  const joined: Alternative[] = [];
  for (const alternative of found) {
    const place = joined.findIndex(({ type, values }) => type === alternative.type && values && alternative.values);
    const partner = joined[place];
    if (partner) joined[place] = { ...partner, values: [...(partner.values ?? []), ...(alternative.values ?? [])] };
    else joined.push(alternative);
  }
  return joined;
}
