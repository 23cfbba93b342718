import { isObject, type Json } from "./json.ts";
import { keywordsOf } from "./keywords.ts";
import { OPERATION_MARK } from "./operation.ts";
import type { Problem } from "./problem.ts";
import type { Spec } from "./spec.ts";

const PROVENANCE = "x-provenance";
const MARKS = [PROVENANCE, "x-region", OPERATION_MARK, "x-seedream-provider", "x-seedream-models"];
const CERTAINTIES: readonly Json[] = ["confirmed", "second-hand", "inferred"];

/** Finds misspelt marks, which would have no effect, and notes on sources in a form that specs/README.md does not have. */
export function checkMarks(spec: Spec): Problem[] {
  return [...keywordsOf(spec.document)].flatMap(({ path, key, value }) => {
    if (!/^x-(seedream|prov|region)/.test(key)) return [];
    if (!MARKS.includes(key))
      return {
        file: spec.file,
        ...spec.atKey(path),
        reason: `${key} is not a mark`,
        remedy: `write one of ${MARKS.join(", ")}; keys of your own begin with x- and another word`,
      };
    if (key !== PROVENANCE || isNote(value)) return [];
    return {
      file: spec.file,
      ...spec.at(path),
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
