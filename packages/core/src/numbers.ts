import type { Note } from "./finding.ts";
import type { ModelSpec, Range } from "./models.ts";
import { within } from "./size.ts";

/** The numbers of a request. */
interface Numbers {
  readonly count: number;
  /** How many reference images. */
  readonly references: number;
  readonly seed: number | undefined;
}

/** Checks the numbers of a request, alone and together, against its model. */
export function checkNumbers({ count, references, seed }: Numbers, spec: ModelSpec | undefined, note: Note): void {
  const { group, references: limits = { max: 0, advised: 0 }, seed: seeds } = spec ?? {};
  const integer = (feature: string, value: number, range: Range) => {
    if (!Number.isInteger(value) || !within(value, range)) note(feature, "range", value, range);
  };

  integer("count", count, [1, spec && !group ? 1 : (group?.max ?? 15)]);
  if (spec) {
    const { max = references, advised = max } = limits;
    const most = references > max;
    if (references > advised) note("images", most ? "most" : "advised", references, most ? max : advised);
  }
  if (group && count > 1) {
    const together = references + count;
    const { needsReference, total = together, totalEnforced } = group;
    if (needsReference && references === 0) note("count", "needs-reference", count);
    if (together > total) note("count", totalEnforced ? "together" : "together-advised", together, total);
  }
  if (seeds && seed !== undefined) integer("seed", seed, seeds);
}
