import { asList, equal, type Json } from "@seedream-clients/codegen/src/json.ts";
import type { RuleName } from "./rules.ts";
import { quote } from "./words.ts";

/** A change of one field of a model row. */
export interface FieldChange {
  readonly rule: RuleName;
  readonly value: string;
  readonly before?: string;
  readonly after?: string;
}

type Compare = (before: Json, after: Json, words: string) => FieldChange[];

interface ModelField {
  readonly path: readonly string[];
  /** Name of the field, for people. */
  readonly words: string;
  readonly compare: Compare;
}

/** The fields of a model row and how to compare each. A field in a section is compared only if both rows have it. */
export const MODEL_FIELDS: readonly ModelField[] = [
  { path: ["title"], words: "the title", compare: corrected },
  { path: ["size", "default"], words: "the default size", compare: defaulted },
  { path: ["size", "custom"], words: "a size in pixels", compare: support },
  { path: ["size", "pixels"], words: "the number of pixels", compare: range },
  { path: ["size", "ratio"], words: "width ÷ height", compare: range },
  { path: ["size", "keywords"], words: "the size", compare: list },
  { path: ["references"], words: "a reference image", compare: section },
  { path: ["references", "max"], words: "the maximum number of references", compare: most },
  { path: ["references", "advised"], words: "the documented number of references", compare: corrected },
  { path: ["references", "bytes"], words: "the maximum bytes of a reference", compare: most },
  { path: ["references", "formats"], words: "the reference format", compare: list },
  { path: ["references", "side"], words: "the minimum side of a reference", compare: least },
  { path: ["references", "pixels"], words: "the maximum pixels of a reference", compare: most },
  { path: ["references", "ratio"], words: "width ÷ height of a reference", compare: range },
  { path: ["group"], words: "a group", compare: section },
  { path: ["group", "max"], words: "the maximum images of a group", compare: most },
  { path: ["group", "total"], words: "the maximum of references and images together", compare: most },
  { path: ["group", "totalEnforced"], words: "whether that total is enforced", compare: burden },
  { path: ["group", "needsReference"], words: "whether a group needs a reference", compare: burden },
  { path: ["layers", "field"], words: "the field for layers", compare: corrected },
  { path: ["layers", "max"], words: "the maximum number of layers", compare: most },
  { path: ["output", "formats"], words: "the output format", compare: list },
  { path: ["output", "formats"], words: "the default output format", compare: first },
  { path: ["output", "selectable"], words: "choosing the output format", compare: support },
  { path: ["output", "deliveries"], words: "the delivery", compare: list },
  { path: ["stream"], words: "streaming", compare: support },
  { path: ["promptOptimization"], words: "the prompt optimisation", compare: list },
  { path: ["seed"], words: "a seed", compare: section },
  { path: ["seed"], words: "the seed", compare: seedRange },
  { path: ["native"], words: "the native field", compare: list },
];

function changed(rule: RuleName, words: string, before: Json, after: Json): FieldChange[] {
  return [{ rule, value: words, before: limit(before), after: limit(after) }];
}

function limit(value: Json): string {
  if (value === null) return "without limit";
  return Array.isArray(value) ? quote(value.join(" to ")) : quote(value);
}

function corrected(before: Json, after: Json, words: string): FieldChange[] {
  return equal(before, after) ? [] : changed("model-corrected", words, before, after);
}

function defaulted(before: Json, after: Json, words: string): FieldChange[] {
  return equal(before, after) ? [] : changed("model-default-changed", words, before, after);
}

/** The first value is the default. */
function first(before: Json, after: Json, words: string): FieldChange[] {
  const [[was = null], [is = null]] = [asList(before), asList(after)];
  return defaulted(was, is, words);
}

/** `true` allows more. */
function support(before: Json, after: Json, words: string): FieldChange[] {
  return before === after ? [] : [{ rule: after === true ? "model-gained" : "model-lost", value: words }];
}

/** `true` allows less. */
function burden(before: Json, after: Json, words: string): FieldChange[] {
  if (before === after) return [];
  return changed(after === true ? "model-limit-narrowed" : "model-limit-widened", words, before, after);
}

/** `null` means that the model does not support it. */
function section(before: Json, after: Json, words: string): FieldChange[] {
  return (before === null) === (after === null) ? [] : support(before !== null, after !== null, words);
}

function most(before: Json, after: Json, words: string): FieldChange[] {
  return bound(before, after, words, (was, is) => is < was);
}

function least(before: Json, after: Json, words: string): FieldChange[] {
  return bound(before, after, words, (was, is) => is > was);
}

function bound(
  before: Json,
  after: Json,
  words: string,
  isNarrower: (was: number, is: number) => boolean,
): FieldChange[] {
  if (before === after) return [];
  const narrower = before === null || (after !== null && isNarrower(Number(before), Number(after)));
  return changed(narrower ? "model-limit-narrowed" : "model-limit-widened", words, before, after);
}

function range(before: Json, after: Json, words: string): FieldChange[] {
  if (equal(before, after)) return [];
  const [wasLeast, wasMost] = ends(before);
  const [isLeast, isMost] = ends(after);
  const narrower = isLeast > wasLeast || isMost < wasMost;
  return changed(narrower ? "model-limit-narrowed" : "model-limit-widened", words, before, after);
}

// `null` means that the model has no seed, which `section` compares.
function seedRange(before: Json, after: Json, words: string): FieldChange[] {
  return before === null || after === null ? [] : range(before, after, words);
}

function ends(value: Json): readonly [number, number] {
  const [least, most] = Array.isArray(value) ? value.map(Number) : [];
  return [least ?? Number.NEGATIVE_INFINITY, most ?? Number.POSITIVE_INFINITY];
}

function list(before: Json, after: Json, words: string): FieldChange[] {
  const [were, are] = [before, after].map((value) => (Array.isArray(value) ? value : []));
  const missing = (items: readonly Json[] = [], others: readonly Json[] = []) =>
    items.filter((item) => !others.includes(item));
  return [
    ...missing(were, are).map((item): FieldChange => ({ rule: "model-lost", value: `${words} ${quote(item)}` })),
    ...missing(are, were).map((item): FieldChange => ({ rule: "model-gained", value: `${words} ${quote(item)}` })),
  ];
}
