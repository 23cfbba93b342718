import {
  asList,
  asObject,
  asStrings,
  equal,
  isObject,
  type Json,
  type JsonObject,
} from "@seedream-clients/codegen/src/json.ts";
import { isAnnotation } from "./annotations.ts";
import { widerLimit } from "./limits.ts";
import { OR } from "./or-extension.ts";
import { namesOf, quote } from "./words.ts";

/** State of a merge: contradictions that it cannot decide, and access to the documents. */
export interface Merge {
  readonly doubts: string[];
  /** Follows the reference of a schema, in the document that has its target. */
  inline(schema: JsonObject): JsonObject;
}

/**
 * Merges two models' schemas of the same part. The result accepts the values that either document accepts. It requires
 * a field only if both documents do.
 */
export function mergeSchemas(merge: Merge, first: Json | undefined, second: Json | undefined, place: string): Json {
  if (first === undefined || second === undefined || equal(first, second)) return first ?? second ?? {};
  if (!isObject(first) || !isObject(second)) return first;
  if (first.$ref !== undefined || second.$ref !== undefined) return mergeReferences(merge, first, second, place);
  if (!equal(first.type, second.type) || first.anyOf || second.anyOf || first.oneOf || second.oneOf)
    return {
      anyOf: [
        ...branches(first),
        ...branches(second).filter((item) => !branches(first).some((other) => equal(item, other))),
      ],
    };
  const merged: JsonObject = {};
  for (const keyword of namesOf(first, second)) {
    const value = mergeKeyword(merge, keyword, first, second, place);
    if (value !== undefined) merged[keyword] = value;
  }
  // A list in one document and any string in the other become a string with known values.
  const open = merged.type === "string" && merged.enum !== undefined && !(first.enum && second.enum);
  return open ? { ...merged, [OR]: [{ type: "string" }] } : merged;
}

function mergeKeyword(
  merge: Merge,
  keyword: string,
  first: JsonObject,
  second: JsonObject,
  place: string,
): Json | undefined {
  const [one, other] = [first[keyword], second[keyword]];
  if (keyword === "properties") return mergeProperties(merge, asObject(one), asObject(other), place);
  if (keyword === "items") return mergeSchemas(merge, one, other, `${place}[]`);
  if (keyword === "required") return asStrings(one).filter((name) => asStrings(other).includes(name));
  if (equal(one, other)) return one;
  if (keyword === "default") {
    merge.doubts.push(
      `${place} has the default ${quote(one)} in one document and ${quote(other)} in another; it is left out`,
    );
    return undefined;
  }
  if (isAnnotation(keyword)) return one ?? other;
  if (keyword === "enum" && first.type === "string") return [...new Set([...asList(one), ...asList(other)])];
  // A limit that only one document has is dropped.
  if (one === undefined || other === undefined) return undefined;
  if (keyword === "enum") return [...new Set([...asList(one), ...asList(other)])];
  const wider = widerLimit(keyword, one, other);
  if (wider !== undefined) return wider;
  merge.doubts.push(
    `${quote(keyword)} of ${place} is ${quote(one)} in one document and ${quote(other)} in another; it is left out`,
  );
  return undefined;
}

function mergeProperties(merge: Merge, first: JsonObject, second: JsonObject, place: string): JsonObject {
  return Object.fromEntries(
    namesOf(first, second).map((name) => [name, mergeSchemas(merge, first[name], second[name], `${place}.${name}`)]),
  );
}

// A name means the same in all documents of a provider, and the components are merged separately.
function mergeReferences(merge: Merge, first: JsonObject, second: JsonObject, place: string): Json {
  if (first.$ref === second.$ref) return { ...second, ...first };
  return mergeSchemas(merge, merge.inline(first), merge.inline(second), place);
}

function branches(schema: JsonObject): Json[] {
  const { anyOf, oneOf } = schema;
  return Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : [schema];
}
