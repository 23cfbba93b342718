import { asObject, isObject, type Json, type JsonObject, type Path, parsePointer, valueAt } from "./json.ts";
import { keywordsOf } from "./keywords.ts";
import type { Problem } from "./problem.ts";
import type { Spec } from "./spec.ts";

/**
 * Finds every `$ref` without a target, with a target outside the document, or in a circle. For types, the mappings of
 * discriminators must have targets too, and a list of itself is a circle.
 */
export function checkReferences(spec: Spec, purpose: "types" | "reading"): Problem[] {
  const isForTypes = purpose === "types";
  const found = [...references(spec.document)].filter(({ path }) => isForTypes || path.at(-1) === "$ref");
  const schemaAround = (path: Path) => schemaAt(path, isForTypes);
  const edges = found.map(
    ({ path, target }) => [schemaAround(path.slice(0, -1)), schemaAround(pathOf(target))] as const,
  );
  return found.flatMap(({ path, target }, index): Problem[] => {
    const fault = faultOf(spec.document, target) ?? (isCircular(edges, index) ? CIRCLE : undefined);
    if (!fault) return [];
    const [reason, remedy] = fault;
    const kind = path.at(-1) === "$ref" ? "$ref" : "the mapping to";
    return [{ file: spec.file, ...spec.at(path), reason: `${kind} ${JSON.stringify(target)} ${reason}`, remedy }];
  });
}

type Fault = readonly [reason: string, remedy: string];

function faultOf(document: JsonObject, target: string): Fault | undefined {
  if (!target.startsWith("#/"))
    return [
      "points outside this document",
      "move the part to `components` of this file, and refer to it as `#/components/…`",
    ];
  if (valueAt(document, pathOf(target)) !== undefined) return undefined;
  return ["has no target", `correct the name, or add ${target.slice(2).replaceAll("/", ".")}`];
}

const CIRCLE: Fault = [
  "leads back to itself through `$ref`, `allOf`, `anyOf`, `oneOf` and `items` alone",
  "refer to another schema: only a property of an object may refer to the schema around it",
];

// Returns the path of the schema around a part of an allOf, anyOf or oneOf, or around a list item, as a string.
function schemaAt(path: Path, throughLists: boolean): string {
  const keys = path.map(String);
  for (;;) {
    const [around = "", key = ""] = keys.slice(-2);
    if (/^(allOf|anyOf|oneOf)$/.test(around) && /^\d+$/.test(key)) keys.splice(-2);
    else if (throughLists && around === "prefixItems" && /^\d+$/.test(key)) keys.splice(-2);
    else if (throughLists && key === "items" && around !== "properties") keys.pop();
    else break;
  }
  return JSON.stringify(keys);
}

function isCircular(edges: readonly (readonly [from: string, to: string])[], index: number): boolean {
  const [start, first] = edges[index] ?? [];
  const reached = new Set([first]);
  for (const schema of reached) for (const [from, to] of edges) if (from === schema) reached.add(to);
  return reached.has(start);
}

/** Follows the `$ref` of an object; returns an object without one as it is. */
export function dereference(document: JsonObject, value: Json | undefined): JsonObject {
  let target = value;
  for (const seen = new Set<string>(); isObject(target) && typeof target.$ref === "string"; ) {
    if (seen.has(target.$ref)) return {};
    seen.add(target.$ref);
    target = valueAt(document, pathOf(target.$ref));
  }
  return asObject(target);
}

function pathOf(reference: string): string[] {
  try {
    return parsePointer(decodeURIComponent(reference.slice(1)));
  } catch {
    return parsePointer(reference.slice(1));
  }
}

// A mapping names a schema, or refers to one.
function* mappings(discriminator: Json, path: Path): Generator<{ path: Path; target: string }> {
  const { mapping } = asObject(discriminator);
  for (const [value, target] of Object.entries(asObject(mapping)))
    if (typeof target === "string") yield { path: [...path, "mapping", value], target };
}

function* references(document: JsonObject): Generator<{ path: Path; target: string }> {
  for (const { path, key, value } of keywordsOf(document)) {
    if (key === "$ref" && typeof value === "string") yield { path, target: value };
    if (key === "discriminator") yield* mappings(value, path);
  }
}
