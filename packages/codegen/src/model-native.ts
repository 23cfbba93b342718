import type { ModelRow } from "./model-rows.ts";
import type { Report } from "./problem.ts";

/** Checks that the native fields of each model are fields of the request. */
export function checkNative(models: readonly ModelRow[], fields: readonly string[], report: Report): void {
  for (const [index, { native = [] }] of models.entries())
    for (const [place, name] of native.entries())
      if (!fields.includes(name))
        report(
          ["x-seedream-models", "models", index, "native", place],
          `is ${name}, which is not a field of the request`,
          "correct it, or describe the field in the request schema",
        );
}
