import { equal, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { type Alternative, alternativesOf, describe, tagOf } from "./alternatives.ts";
import { compareAnnotations, isAnnotation } from "./annotations.ts";
import type { Comparison } from "./comparison.ts";
import { compareFields } from "./diff-fields.ts";
import { compareLimits, isLimit } from "./limits.ts";
import { match } from "./match.ts";
import type { Pairing } from "./pair-up.ts";
import type { Place } from "./place.ts";
import { resolve } from "./resolve.ts";
import { compareValues } from "./values.ts";
import { namesOf, quote } from "./words.ts";

// Keywords with rules of their own, or without an effect of their own.
const COMPARED = new Set([
  ...["$ref", "$defs", "$id", "$schema", "$anchor"],
  ...["type", "nullable", "enum", "const", "anyOf", "oneOf", "allOf"],
  ...["properties", "required", "additionalProperties", "items"],
]);

/** Reports all changes between two versions of a schema and its parts. */
export function compareSchemas(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  place: Place,
): void {
  const was = resolve(comparison.before, before);
  const is = resolve(comparison.after, after);
  const name = is.name ?? was.name;
  const inner = name === undefined ? place : place.named(name);
  const bothNamed = was.name !== undefined && is.name !== undefined;
  if (bothNamed) compareAnnotations(comparison, was.site, is.site, place);
  if (!comparison.isFirst(was.target, is.target, place.direction)) return;
  if (bothNamed) compareAnnotations(comparison, was.target, is.target, inner);
  else compareAnnotations(comparison, was.schema, is.schema, inner);
  const alternatives = alternativesOf(comparison.before, was.schema);
  const alternativesNow = alternativesOf(comparison.after, is.schema);
  const pairing = match(alternatives, alternativesNow, comparison);
  for (const [one, other] of pairing.pairs) compareAlternatives(comparison, one, other, inner);
  // If a field of type `Made` may now also be `Failed`, the field has changed, and the component `Made` has not.
  reportAlternatives(comparison, alternatives, alternativesNow, pairing, bothNamed ? inner : place);
}

/** Reports added and removed alternatives. */
function reportAlternatives(
  comparison: Comparison,
  before: readonly Alternative[],
  after: readonly Alternative[],
  { lost, gained }: Pairing<Alternative>,
  place: Place,
): void {
  const allDiffer = lost.length === before.length && gained.length === after.length;
  const report = (rule: "type-narrowed" | "type-widened" | "kind-added", value: string) =>
    comparison.report(rule, { place, value });
  if (allDiffer && before.some(isAny)) report("type-narrowed", `anything but ${list(after)}`);
  else if (allDiffer && after.some(isAny)) report("type-widened", "anything");
  else if (allDiffer && before.length > 0 && after.length > 0)
    comparison.report("type-changed", { place, before: list(before), after: list(after) });
  else {
    const hadTags = before.some((alternative) => tagOf(alternative, comparison.before) !== undefined);
    for (const alternative of lost) report("type-narrowed", describe(alternative));
    for (const alternative of gained) {
      const tag = hadTags ? tagOf(alternative, comparison.after) : undefined;
      if (tag === undefined) report("type-widened", describe(alternative));
      else report("kind-added", `${alternative.name === undefined ? "" : `${describe(alternative)}: `}${tag}`);
    }
  }
}

function compareAlternatives(comparison: Comparison, before: Alternative, after: Alternative, outer: Place): void {
  const name = after.name ?? before.name;
  const place = name === undefined ? outer : outer.named(name);
  if (before.branch && after.branch) compareAnnotations(comparison, before.branch, after.branch, place);
  if (before.type === "integer" && after.type === "number") comparison.report("integer-widened", { place });
  if (before.type === "number" && after.type === "integer") comparison.report("integer-narrowed", { place });
  compareValues(comparison, before, after, place);
  compareLimits(comparison, before.schema, after.schema, place);
  if (after.type === "array") compareSchemas(comparison, before.schema.items, after.schema.items, place.items);
  if (after.type === "object") {
    for (const pair of compareFields(comparison, before.schema, after.schema, place))
      compareSchemas(comparison, pair.before, pair.after, pair.place);
  }
  compareOthers(comparison, before.schema, after.schema, place);
}

function compareOthers(comparison: Comparison, before: JsonObject, after: JsonObject, place: Place): void {
  for (const keyword of namesOf(before, after)) {
    if (COMPARED.has(keyword) || isLimit(keyword) || isAnnotation(keyword)) continue;
    if (!equal(before[keyword], after[keyword])) comparison.report("keyword-changed", { place, value: quote(keyword) });
  }
}

function isAny({ type }: Alternative): boolean {
  return type === "any";
}

function list(alternatives: readonly Alternative[]): string {
  return alternatives.map(describe).join(" or ");
}
