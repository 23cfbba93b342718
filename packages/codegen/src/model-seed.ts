import type { FieldRule } from "./field-rules.ts";
import type { ModelRow } from "./model-rows.ts";
import type { Report } from "./problem.ts";

/** Checks that the request has a field for the seeds of the models, and that it accepts each of them. */
export function checkSeeds(
  models: readonly ModelRow[],
  fields: Readonly<Record<string, FieldRule>>,
  report: Report,
): void {
  const found = seedFields(fields);
  for (const [index, { seed }] of models.entries()) {
    if (!seed) continue;
    const path = ["x-seedream-models", "models", index, "seed"];
    const words = `is [${seed.join(", ")}]`;
    if (found.length === 0)
      report(path, `${words}, but the request has no field for a seed`, "write null, or describe the field");
    for (const [name, { range: [least, most = Number.POSITIVE_INFINITY] = [Number.NEGATIVE_INFINITY] }] of found)
      if (seed[0] < least || seed[1] > most)
        report(path, `${words}; the field ${name} accepts ${least} to ${most}`, "correct one of them");
  }
}

// Providers name the field as they like, and some nest it.
function seedFields(fields: Readonly<Record<string, FieldRule>>): [name: string, rule: FieldRule][] {
  return Object.entries(fields).flatMap(([name, rule]) => [
    ...(/seed/i.test(name) ? [[name, rule] satisfies [string, FieldRule]] : []),
    ...seedFields(rule.fields ?? {}),
  ]);
}
