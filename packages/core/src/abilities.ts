import type { ImageRequest } from "./contract.ts";
import type { Note } from "./finding.ts";
import type { ModelSpec } from "./models.ts";
import type { PreparedRequest } from "./prepare.ts";

/** What a model can be asked for. */
export type Abilities = Pick<ModelSpec, "output" | "promptOptimization" | "seed" | "stream">;

/** What of a request a model can do; the rest is noted and left out. */
export function fit(
  { seed, promptOptimization: mode, output: { delivery = "url", format } = {} }: ImageRequest,
  { seed: seeds, promptOptimization: modes, output: { deliveries, formats, selectable } }: Abilities,
  note: Note,
): Pick<PreparedRequest, "seed" | "promptOptimization" | "delivery" | "format"> {
  const keep = <T>(feature: string, value: T | undefined, possible: boolean, allowed?: readonly string[]) => {
    if (value === undefined || possible) return value;
    note(feature, "left-out", value, allowed);
    return undefined;
  };
  const isUsual = !selectable && format === formats[0];
  return {
    seed: keep("seed", seed, !!seeds),
    promptOptimization: keep(
      "promptOptimization",
      mode,
      modes.some((known) => known === mode),
      modes,
    ),
    delivery: keep("output.delivery", delivery, deliveries.includes(delivery), deliveries) ?? deliveries[0] ?? delivery,
    format: isUsual
      ? undefined
      : keep("output.format", format, selectable && formats.some((known) => known === format), formats),
  };
}
