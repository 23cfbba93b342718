import { equal, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import type { Comparison } from "./comparison.ts";
import type { Place } from "./place.ts";
import type { RuleName } from "./rules.ts";
import { namesOf, quote } from "./words.ts";

/** Keywords that describe a part of the document without limiting its values. */
const RULE_OF: Readonly<Record<string, RuleName>> = {
  description: "description-changed",
  externalDocs: "description-changed",
  "x-provenance": "provenance-changed",
  example: "example-changed",
  examples: "example-changed",
  deprecated: "deprecated-changed",
  summary: "note-changed",
  tags: "note-changed",
  title: "note-changed",
};

export function isAnnotation(keyword: string): boolean {
  return Object.hasOwn(RULE_OF, keyword) || keyword.startsWith("x-") || keyword === "default" || keyword === "$comment";
}

/** Reports changed texts, examples and notes. */
export function compareAnnotations(comparison: Comparison, before: JsonObject, after: JsonObject, place: Place): void {
  for (const keyword of namesOf(before, after)) {
    const [was, is] = [before[keyword], after[keyword]];
    if (!isAnnotation(keyword) || keyword === "$comment" || equal(was, is)) continue;
    if (keyword === "default") {
      const rule = was === undefined || is === undefined ? "default-documented" : "default-changed";
      comparison.report(rule, { place, before: quote(was), after: quote(is) });
    } else {
      const rule = RULE_OF[keyword] ?? "note-changed";
      comparison.report(rule, { place, value: quote(keyword), after: is === true });
    }
  }
}
