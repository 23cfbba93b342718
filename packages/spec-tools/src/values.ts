import { equal, type Json } from "@seedream-clients/codegen/src/json.ts";
import type { Alternative } from "./alternatives.ts";
import type { Comparison } from "./comparison.ts";
import type { Place } from "./place.ts";
import type { RuleName } from "./rules.ts";
import { quoteAll } from "./words.ts";

/** Reports added and removed values, and lists of values that became open or closed. */
export function compareValues(comparison: Comparison, before: Alternative, after: Alternative, place: Place): void {
  const report = (rule: RuleName, list: readonly Json[]) => {
    if (list.length > 0) comparison.report(rule, { place, value: quoteAll(list) });
  };
  const was = before.values ?? before.known ?? [];
  const is = after.values ?? after.known ?? [];
  const [removed, added] = [without(was, is), without(is, was)];
  if (before.values && after.values && removed.length > 0 && added.length > 0) {
    const facts = { place, before: quoteAll(removed), after: quoteAll(added) };
    comparison.report("value-replaced", facts);
  } else if (before.values && after.values) {
    report("value-removed", removed);
    report("value-added", added);
  } else if (after.values) {
    comparison.report("values-closed", { place, after: quoteAll(after.values) });
  } else {
    if (before.values) comparison.report("values-opened", { place });
    report("known-value-removed", removed);
    report("known-value-added", added);
  }
}

function without(list: readonly Json[], others: readonly Json[]): Json[] {
  return list.filter((item) => !others.some((other) => equal(item, other)));
}
