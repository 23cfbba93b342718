import { asObject, isObject, type Json, type JsonObject, type Path } from "./json.ts";

// The keys of an OpenAPI document are keywords. Keys directly inside these keywords are names instead, for example a
// property called `description`.
const NAMED = new Set([
  "$defs",
  "callbacks",
  "content",
  "dependentSchemas",
  "encoding",
  "examples",
  "headers",
  "links",
  "mapping",
  "parameters",
  "pathItems",
  "paths",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "scopes",
  "securitySchemes",
  "variables",
  "webhooks",
]);

const DATA = new Set(["const", "default", "enum", "example", "value"]);

/** Whether the keys inside this keyword are names. */
export function holdsNames(keyword: string): boolean {
  return NAMED.has(keyword);
}

/** Whether the value of this keyword is data, in which no key is a keyword. */
export function holdsData(keyword: string, value: Json): boolean {
  return DATA.has(keyword) || (keyword === "examples" && Array.isArray(value));
}

/** A keyword of a document, with its value. */
export interface Keyword {
  /** Path of the value: it ends in `key`. */
  readonly path: Path;
  readonly key: string;
  readonly value: Json;
}

/** Yields every keyword of a part of a document, before the keywords inside it. Data has none. */
export function* keywordsOf(part: Json, path: Path = [], named = false): Generator<Keyword> {
  const entries = Array.isArray(part) ? part.entries() : Object.entries(asObject(part));
  for (const [key, value] of entries) {
    const place = [...path, key];
    const isKeyword = typeof key === "string" && !named;
    if (isKeyword) yield { path: place, key, value };
    if (isKeyword && holdsData(key, value)) continue;
    yield* keywordsOf(value, place, isKeyword && holdsNames(key));
  }
}

/** Rewrites every object of a document whose keys are keywords, the innermost first. */
export function mapParts(document: JsonObject, rewrite: (part: JsonObject) => JsonObject): JsonObject {
  const mapValue = (value: Json, named: boolean): Json => {
    if (Array.isArray(value)) return value.map((item) => mapValue(item, false));
    return isObject(value) ? mapObject(value, named) : value;
  };
  const mapObject = (value: JsonObject, named: boolean): JsonObject => {
    const entries = Object.entries(value).map(([key, item]): [string, Json] => {
      if (named) return [key, mapValue(item, false)];
      return [key, holdsData(key, item) ? item : mapValue(item, holdsNames(key))];
    });
    return named ? Object.fromEntries(entries) : rewrite(Object.fromEntries(entries));
  };
  return mapObject(document, false);
}
