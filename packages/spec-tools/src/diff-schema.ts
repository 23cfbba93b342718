import type { Json, JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { type Alternative, alternativesOf, describe, tagOf } from "./alternatives.ts";
import { compareAnnotations, isAnnotation } from "./annotations.ts";
import type { Direction } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareFields } from "./diff-fields.ts";
import { compareLimits, isLimit } from "./limits.ts";
import { match } from "./match.ts";
import { Place } from "./place.ts";
import { resolve } from "./resolve.ts";
import { compareValues } from "./values.ts";
import { equal, namesOf, quote } from "./words.ts";

// What is compared by rules of its own, or has no effect by itself.
const COMPARED = new Set([
  ...["$ref", "$defs", "$id", "$schema", "$anchor"],
  ...["type", "nullable", "enum", "const", "anyOf", "oneOf", "allOf"],
  ...["properties", "required", "additionalProperties", "items"],
]);

/** Reports every difference between two versions of a schema, its parts included. */
export function compareSchemas(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  place: Place,
  direction: Direction,
): void {
  const was = resolve(comparison.before, before);
  const is = resolve(comparison.after, after);
  const name = is.name ?? was.name;
  const inner = name === undefined ? place : Place.named(name);
  const bothNamed = was.name !== undefined && is.name !== undefined;
  if (bothNamed) compareAnnotations(comparison, was.site, is.site, place, direction);
  if (!comparison.isFirst(was.target, is.target, direction)) return;
  if (bothNamed) compareAnnotations(comparison, was.target, is.target, inner, direction);
  else compareAnnotations(comparison, was.schema, is.schema, inner, direction);
  const forms = alternativesOf(comparison.before, was.schema);
  const formsNow = alternativesOf(comparison.after, is.schema);
  const { pairs, ...others } = match(forms, formsNow, comparison);
  for (const [form, formNow] of pairs) compareAlternatives(comparison, form, formNow, inner, direction);
  // `Made` that became `Made` or `Failed` is news of the field, not of `Made`.
  reportForms(comparison, { before: forms, after: formsNow, ...others }, bothNamed ? inner : place, direction);
}

interface Forms {
  readonly before: readonly Alternative[];
  readonly after: readonly Alternative[];
  readonly removed: readonly Alternative[];
  readonly added: readonly Alternative[];
}

/** Reports the forms of a value that came and went. */
function reportForms(
  comparison: Comparison,
  { before, after, removed, added }: Forms,
  place: Place,
  direction: Direction,
): void {
  const strangers = removed.length === before.length && added.length === after.length;
  const tell = (rule: "type-narrowed" | "type-widened" | "kind-added", value: string) =>
    comparison.report(rule, { place, value }, direction);
  if (strangers && before.some(isAny)) tell("type-narrowed", `anything but ${list(after)}`);
  else if (strangers && after.some(isAny)) tell("type-widened", "anything");
  else if (strangers && before.length > 0 && after.length > 0)
    comparison.report("type-changed", { place, before: list(before), after: list(after) }, direction);
  else {
    const hadTags = before.some((form) => tagOf(form, comparison.before) !== undefined);
    for (const form of removed) tell("type-narrowed", describe(form));
    for (const form of added) {
      const tag = hadTags ? tagOf(form, comparison.after) : undefined;
      if (tag === undefined) tell("type-widened", describe(form));
      else tell("kind-added", `${form.name === undefined ? "" : `${describe(form)}: `}${tag}`);
    }
  }
}

function compareAlternatives(
  comparison: Comparison,
  before: Alternative,
  after: Alternative,
  outer: Place,
  direction: Direction,
): void {
  const name = after.name ?? before.name;
  const place = name === undefined ? outer : Place.named(name);
  if (before.branch && after.branch) compareAnnotations(comparison, before.branch, after.branch, place, direction);
  const value = "numbers that are not whole";
  if (before.type === "integer" && after.type === "number")
    comparison.report("type-widened", { place, value }, direction);
  if (before.type === "number" && after.type === "integer")
    comparison.report("type-narrowed", { place, value }, direction);
  compareValues(comparison, before, after, place, direction);
  compareLimits(comparison, before.schema, after.schema, place, direction);
  if (after.type === "array")
    compareSchemas(comparison, before.schema.items, after.schema.items, place.items, direction);
  if (after.type === "object") {
    for (const pair of compareFields(comparison, before.schema, after.schema, place, direction))
      compareSchemas(comparison, pair.before, pair.after, pair.place, direction);
  }
  compareOthers(comparison, before.schema, after.schema, place, direction);
}

function compareOthers(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  place: Place,
  direction: Direction,
): void {
  for (const keyword of namesOf(before, after)) {
    if (COMPARED.has(keyword) || isLimit(keyword) || isAnnotation(keyword)) continue;
    if (!equal(before[keyword], after[keyword]))
      comparison.report("keyword-changed", { place, value: quote(keyword) }, direction);
  }
}

function isAny({ type }: Alternative): boolean {
  return type === "any";
}

function list(forms: readonly Alternative[]): string {
  return forms.map(describe).join(" or ");
}
