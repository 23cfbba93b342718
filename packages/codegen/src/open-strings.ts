import { isObject, type Json, type JsonObject } from "./json.ts";
import { dereference } from "./references.ts";

/**
 * The known values of a string that takes others too: `anyOf` of strings, of which some list their values and some do
 * not. `undefined` for any other schema.
 */
export function knownValues(document: JsonObject, schema: JsonObject): string[] | undefined {
  if (!Array.isArray(schema.anyOf)) return undefined;
  const branches = schema.anyOf.map((branch) => dereference(document, branch));
  if (!branches.every(isString)) return undefined;
  const closed = branches.flatMap((branch) => (valuesOf(branch) ? [valuesOf(branch) ?? []] : []));
  if (closed.length === 0 || closed.length === branches.length) return undefined;
  return [...new Set(closed.flat())];
}

function isString(schema: JsonObject): boolean {
  return schema.type === "string" || (schema.type === undefined && typeof schema.const === "string");
}

function valuesOf(schema: JsonObject): string[] | undefined {
  const values = typeof schema.const === "string" ? [schema.const] : schema.enum;
  return Array.isArray(values) ? values.filter((value) => typeof value === "string") : undefined;
}

/** The document with every open string rewritten by `rewrite`, its other keywords (description, default…) kept. */
export function mapOpenStrings(document: JsonObject, rewrite: (values: string[]) => JsonObject): JsonObject {
  const map = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(map);
    if (!isObject(value)) return value;
    const values = knownValues(document, value);
    const { anyOf, ...others } = value;
    if (values) return { ...others, ...rewrite(values) };
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
  };
  return map(document) as JsonObject;
}
