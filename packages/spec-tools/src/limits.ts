import { equal, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import type { Comparison } from "./comparison.ts";
import type { Place } from "./place.ts";
import { quote } from "./words.ts";

type Narrower = (before: Json, after: Json) => boolean;

const most: Narrower = (before, after) => Number(after) < Number(before);
const least: Narrower = (before, after) => Number(after) > Number(before);
// No program can compare what two patterns allow, so any change counts as narrower.
const always: Narrower = () => true;

/** Keywords that limit a value besides its type, with a test for a narrower limit. */
const NARROWER: Readonly<Record<string, Narrower>> = {
  maximum: most,
  exclusiveMaximum: most,
  maxLength: most,
  maxItems: most,
  maxProperties: most,
  minimum: least,
  exclusiveMinimum: least,
  minLength: least,
  minItems: least,
  minProperties: least,
  multipleOf: always,
  pattern: always,
  format: always,
  uniqueItems: always,
  contentEncoding: always,
  contentMediaType: always,
};

export function isLimit(keyword: string): boolean {
  return Object.hasOwn(NARROWER, keyword);
}

/** Returns the wider of two limits; `undefined` if they cannot be compared. */
export function widerLimit(keyword: string, one: Json, other: Json): Json | undefined {
  const narrower = narrowerLimit(keyword, one, other);
  if (narrower === undefined) return undefined;
  return narrower === other ? one : other;
}

/** Returns the narrower of two limits; `undefined` if they cannot be compared. */
export function narrowerLimit(keyword: string, one: Json, other: Json): Json | undefined {
  const isNarrower = NARROWER[keyword];
  if (isNarrower === undefined || isNarrower === always) return undefined;
  return isNarrower(one, other) ? other : one;
}

/** Reports the changed limits of a value. */
export function compareLimits(comparison: Comparison, before: JsonObject, after: JsonObject, place: Place): void {
  for (const [keyword, narrower] of Object.entries(NARROWER)) {
    const [was, is] = [before[keyword], after[keyword]];
    if (equal(was, is)) continue;
    if (was !== undefined && is !== undefined && typeof was !== typeof is) {
      comparison.report("keyword-changed", { place, value: quote(keyword) });
      continue;
    }
    const rule = is !== undefined && (was === undefined || narrower(was, is)) ? "limit-narrowed" : "limit-widened";
    comparison.report(rule, { place, value: quote(keyword), before: quote(was), after: quote(is) });
  }
}
