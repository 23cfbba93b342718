import { isObject, type Json, type Path } from "./json.ts";
import { holdsData, holdsNames } from "./keywords.ts";
import { OPERATION_MARK } from "./operation.ts";
import type { Problem } from "./problem.ts";
import type { Spec } from "./spec.ts";

const PROVENANCE = "x-provenance";
const MARKS = [PROVENANCE, "x-region", OPERATION_MARK, "x-seedream-provider", "x-seedream-models"];
const CERTAINTIES: readonly Json[] = ["confirmed", "second-hand", "inferred"];

/** Finds marks that are misspelt, which would be no marks, and notes on sources that are not as specs/README.md says. */
export function checkMarks(spec: Spec): Problem[] {
  return [...marksIn(spec.document, [])].flatMap(({ path, key, value }) => {
    const place = [...path, key];
    if (!MARKS.includes(key))
      return {
        file: spec.file,
        ...spec.atKey(place),
        reason: `${key} is not a mark`,
        remedy: `write one of ${MARKS.join(", ")}; keys of your own begin with x- and another word`,
      };
    if (key !== PROVENANCE || isNote(value)) return [];
    return {
      file: spec.file,
      ...spec.at(place),
      reason: `${PROVENANCE} is ${JSON.stringify(value).slice(0, 60)}`,
      remedy: 'write { source: "…", certainty: confirmed, second-hand or inferred, read: "2026-11" }',
    };
  });
}

function isNote(value: Json): boolean {
  if (!isObject(value)) return false;
  const { source, certainty = "", read } = value;
  return typeof source === "string" && CERTAINTIES.includes(certainty) && /^\d{4}-\d{2}(-\d{2})?$/.test(String(read));
}

interface Mark {
  readonly path: Path;
  readonly key: string;
  readonly value: Json;
}

/** Keys that are a mark, or begin as one does. */
function* marksIn(part: Json, path: Path, named = false): Generator<Mark> {
  const entries = Array.isArray(part) ? part.entries() : Object.entries(isObject(part) ? part : {});
  for (const [key, value] of entries) {
    if (typeof key === "string" && !named) {
      if (holdsData(key, value)) continue;
      if (/^x-(seedream|prov|region)/.test(key)) yield { path, key, value };
    }
    yield* marksIn(value, [...path, key], typeof key === "string" && !named && holdsNames(key));
  }
}
