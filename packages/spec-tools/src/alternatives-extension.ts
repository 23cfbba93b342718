import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { holdsData, holdsNames } from "@seedream-clients/codegen/src/keywords.ts";
import { isAnnotation } from "./annotations.ts";

/** What an overlay writes beside a schema to say: or one of these. Overlays can add to a schema, not put it into another. */
export const OR = "x-or";

/**
 * The document with `x-or` written out as `anyOf`, and without the repetitions that joining lists can leave behind in
 * `enum` and `required`. So a closed list of the provider's becomes known values, and stays the provider's own.
 */
export function writeOutAlternatives(value: JsonObject): JsonObject {
  return written(value, false) as JsonObject;
}

function written(value: Json, named: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => written(item, false));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, Json] => {
    if (named) return [key, written(item, false)];
    if ((key === "enum" || key === "required") && Array.isArray(item)) return [key, [...new Set(item)]];
    return [key, holdsData(key, item) ? item : written(item, holdsNames(key))];
  });
  const { [OR]: others, ...schema } = Object.fromEntries(entries);
  if (named || !Array.isArray(others)) return Object.fromEntries(entries);
  const keep = (isOuter: boolean) =>
    Object.fromEntries(Object.entries(schema).filter(([keyword]) => isAnnotation(keyword) === isOuter));
  return { ...keep(true), anyOf: [keep(false), ...others] };
}
