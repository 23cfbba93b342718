import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { holdsData, holdsNames } from "@seedream-clients/codegen/src/keywords.ts";
import { isAnnotation } from "./annotations.ts";

/** Lists further alternatives of a schema. An overlay can add keywords to a schema, but not wrap it in `anyOf`. */
export const OR = "x-or";

/**
 * Replaces `x-or` by `anyOf`, and removes the duplicates that joined lists leave in `enum` and `required`. This opens a
 * closed list of the provider, while its new values still show as differences.
 */
export function expandOr(value: JsonObject): JsonObject {
  return expand(value, false) as JsonObject;
}

function expand(value: Json, named: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => expand(item, false));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, Json] => {
    if (named) return [key, expand(item, false)];
    if ((key === "enum" || key === "required") && Array.isArray(item)) return [key, [...new Set(item)]];
    return [key, holdsData(key, item) ? item : expand(item, holdsNames(key))];
  });
  const { [OR]: others, ...schema } = Object.fromEntries(entries);
  if (named || !Array.isArray(others)) return Object.fromEntries(entries);
  const keep = (isOuter: boolean) =>
    Object.fromEntries(Object.entries(schema).filter(([keyword]) => isAnnotation(keyword) === isOuter));
  return { ...keep(true), anyOf: [keep(false), ...others] };
}
