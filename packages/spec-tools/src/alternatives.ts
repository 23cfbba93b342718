import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { knownValues } from "@seedream-clients/codegen/src/open-strings.ts";
import { isAnnotation } from "./annotations.ts";
import { asObject, resolve } from "./resolve.ts";
import { quote, quoteAll } from "./words.ts";

const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;

export type Type = (typeof TYPES)[number] | "any";

/** One of the forms that a value may have: of one type, without `anyOf` and the like. */
export interface Alternative {
  readonly type: Type;
  readonly schema: JsonObject;
  /** Name of the component, where the form is one of several and has a name. */
  readonly name?: string;
  /** The branch it comes from, where the form is one of several. */
  readonly branch?: JsonObject;
  /** The only values that it may have. */
  readonly values?: readonly Json[];
  /** Values that a string which takes any is known to take. */
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

/** Every form that a value of the schema may have. */
export function alternativesOf(document: JsonObject, schema: JsonObject): Alternative[] {
  const known = knownValues(document, schema);
  if (known) return [{ type: "string", schema: { ...openBranch(document, schema), ...outerPart(schema) }, known }];
  const branches = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(branches)) return typesOf(schema).flatMap((type) => ofType(type, schema));
  const found = branches.flatMap((branch) => {
    const { schema: inner, name } = resolve(document, branch);
    const marks = { branch: inner, ...(name !== undefined && { name }) };
    return alternativesOf(document, { ...outerPart(schema), ...inner }).map((form) => ({ ...marks, ...form }));
  });
  return joinLists(found);
}

/** A form in words, for "takes … too". */
export function describe({ type, name, values }: Alternative): string {
  if (name !== undefined) return quote(name);
  return values ? quoteAll(values) : WORDS[type];
}

/** What tells an object from the other objects of a union: its fields of one value. */
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

// `anyOf` of two lists of values is one list.
function joinLists(found: readonly Alternative[]): Alternative[] {
  const joined: Alternative[] = [];
  for (const form of found) {
    const place = joined.findIndex(({ type, values }) => type === form.type && values && form.values);
    const partner = joined[place];
    if (partner) joined[place] = { ...partner, values: [...(partner.values ?? []), ...(form.values ?? [])] };
    else joined.push(form);
  }
  return joined;
}
