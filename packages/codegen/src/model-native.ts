import type { ModelRow } from "./model-rows.ts";
import type { Report } from "./problem.ts";

/** Checks that native fields are fields of the request, and that layers and prices name native fields. */
export function checkNative(models: readonly ModelRow[], fields: readonly string[], report: Report): void {
  for (const [index, { native = [], layers, prices }] of models.entries()) {
    const row = ["x-seedream-models", "models", index];
    for (const [place, name] of native.entries())
      if (!fields.includes(name))
        report(
          [...row, "native", place],
          `is ${name}, which is not a field of the request`,
          "correct it, or describe the field in the request schema",
        );
    for (const [place, { unlisted = [] }] of prices.entries())
      for (const name of unlisted)
        if (!native.includes(name))
          report(
            [...row, "prices", place, "unlisted"],
            `has ${name}, which is not a native field of the model`,
            "correct it, or list the field under native",
          );
    if (layers && !native.includes(layers.field))
      report(
        [...row, "layers", "field"],
        `is ${layers.field}, which is not a native field of the model`,
        "correct it, or list the field under native",
      );
  }
}
