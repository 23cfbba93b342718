import { isObject, type Json, type JsonObject, type Path, parsePointer, valueAt } from "./json.ts";
import { holdsData, holdsNames } from "./keywords.ts";
import type { Problem } from "./problem.ts";
import type { Spec } from "./spec.ts";

/** Finds every `$ref` without a target, or with a target outside the document. */
export function checkReferences(spec: Spec): Problem[] {
  return [...references(spec.document, [])].flatMap(({ path, target }): Problem[] => {
    const place = { file: spec.file, ...spec.at(path) };
    if (!target.startsWith("#/"))
      return [
        {
          ...place,
          reason: `$ref ${JSON.stringify(target)} points outside this document`,
          remedy: "move the part to `components` of this file, and refer to it as `#/components/…`",
        },
      ];
    if (valueAt(spec.document, pathOf(target)) !== undefined) return [];
    return [
      {
        ...place,
        reason: `$ref ${JSON.stringify(target)} has no target`,
        remedy: `correct the name, or add ${target.slice(2).replaceAll("/", ".")}`,
      },
    ];
  });
}

/** Follows the `$ref` of an object; returns an object without one as it is. */
export function dereference(document: JsonObject, value: Json | undefined): JsonObject {
  let target = value;
  for (const seen = new Set<string>(); isObject(target) && typeof target.$ref === "string"; ) {
    if (seen.has(target.$ref)) return {};
    seen.add(target.$ref);
    target = valueAt(document, pathOf(target.$ref));
  }
  return isObject(target) ? target : {};
}

function pathOf(reference: string): string[] {
  try {
    return parsePointer(decodeURIComponent(reference.slice(1)));
  } catch {
    return parsePointer(reference.slice(1));
  }
}

function* references(value: Json, path: Path, named = false): Generator<{ path: Path; target: string }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* references(item, [...path, index]);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (!named && key === "$ref" && typeof item === "string") yield { path: [...path, key], target: item };
      else if (named || !holdsData(key, item)) yield* references(item, [...path, key], !named && holdsNames(key));
    }
  }
}
