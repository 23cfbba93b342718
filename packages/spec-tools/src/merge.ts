import { asList, asObject, equal, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { type Merge, mergeSchemas } from "./merge-schemas.ts";
import { quote } from "./words.ts";

export interface Merged {
  readonly document: JsonObject;
  /** Contradictions between the documents. */
  readonly doubts: readonly string[];
}

/** Merges documents that describe the same operations, each for one model. */
export function mergeDocuments(documents: readonly JsonObject[]): Merged {
  const doubts: string[] = [];
  const [first = {}, ...others] = documents;
  const document = others.reduce((one, other) => mergeTwo(one, other, doubts), first);
  return { document: structuredClone(document), doubts: [...new Set(doubts)] };
}

function mergeTwo(first: JsonObject, second: JsonObject, doubts: string[]): JsonObject {
  const merge: Merge = {
    doubts,
    inline: (schema) => {
      const found = dereference(first, schema);
      return Object.keys(found).length > 0 ? found : dereference(second, schema);
    },
  };
  return {
    ...second,
    ...first,
    servers: joined(first.servers, second.servers),
    paths: byKey(first.paths, second.paths, (one, other, path) => mergeItems(merge, one, other, path)),
    components: byKey(first.components, second.components, (one, other, kind) =>
      byKey(one, other, (a, b, name) =>
        kind === "schemas" ? mergeSchemas(merge, a, b, name) : differing(merge, a, b, name),
      ),
    ),
  };
}

function mergeItems(merge: Merge, first: Json, second: Json, path: string): Json {
  return byKey(first, second, (one, other, method) =>
    isObject(one) && isObject(other) ? mergeOperations(merge, one, other, `${method.toUpperCase()} ${path}`) : one,
  );
}

function mergeOperations(merge: Merge, first: JsonObject, second: JsonObject, name: string): Json {
  const body = byKey(first.requestBody, second.requestBody, (one, other, key) =>
    key === "content" ? mergeContent(merge, one, other, name) : one,
  );
  const required = asObject(first.requestBody).required === true && asObject(second.requestBody).required === true;
  return {
    ...second,
    ...first,
    ...(Object.keys(body).length > 0 && { requestBody: { ...body, required } }),
    responses: byKey(first.responses, second.responses, (one, other, status) =>
      byKey(one, other, (a, b, key) => (key === "content" ? mergeContent(merge, a, b, `${name} ${status}`) : a)),
    ),
  };
}

function mergeContent(merge: Merge, first: Json, second: Json, name: string): Json {
  return byKey(first, second, (one, other) => ({
    ...asObject(other),
    ...asObject(one),
    schema: mergeSchemas(merge, asObject(one).schema, asObject(other).schema, name),
  }));
}

function differing(merge: Merge, first: Json, second: Json, name: string): Json {
  if (!equal(first, second)) merge.doubts.push(`${quote(name)} differs between the documents; the first one is used`);
  return first;
}

/** Returns all keys of both objects. Values of common keys are merged. */
function byKey(
  first: Json | undefined,
  second: Json | undefined,
  mergeValues: (one: Json, other: Json, key: string) => Json,
): JsonObject {
  const merged: JsonObject = { ...asObject(first) };
  for (const [key, other] of Object.entries(asObject(second))) {
    const one = merged[key];
    merged[key] = one === undefined ? other : mergeValues(one, other, key);
  }
  return merged;
}

function joined(first: Json | undefined, second: Json | undefined): Json[] {
  const [own, others] = [asList(first), asList(second)];
  return [...own, ...others.filter((item) => !own.some((known) => asObject(known).url === asObject(item).url))];
}
