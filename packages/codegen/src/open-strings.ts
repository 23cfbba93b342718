import type { JsonObject } from "./json.ts";
import { mapParts } from "./keywords.ts";
import { dereference } from "./references.ts";

/** Extension key for the known values of an open string. Only the generator uses it. */
export const KNOWN_VALUES = "x-known-values";

/**
 * Returns the known values of an open string: an `anyOf` of strings with and strings without listed values. Returns
 * `undefined` for any other schema.
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

/**
 * Rewrites every open string as a string with the extension `x-known-values`, and keeps its other keywords. The reason
 * is that openapi-typescript passes every schema with a type to its transform hook, but an `anyOf` only in a property.
 */
export function markOpenStrings(document: JsonObject): JsonObject {
  return mapParts(document, (part) => {
    const values = knownValues(document, part);
    const { anyOf, ...others } = part;
    return values ? { ...others, type: "string", [KNOWN_VALUES]: values } : part;
  });
}
