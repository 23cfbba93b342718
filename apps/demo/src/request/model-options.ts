import type { ModelSpec } from "@seedream-clients/core";
import type { PageRequest } from "../../server/messages.ts";

/** What only some models take. */
export type ModelOptions = Pick<PageRequest, "seed" | "promptOptimization" | "output">;

/** Those of the options that a model takes. */
export function optionsFor(model: ModelSpec, { seed, promptOptimization, output }: ModelOptions): ModelOptions {
  const { delivery, format } = output ?? {};
  const taken = {
    ...(delivery && model.output.deliveries.includes(delivery) && { delivery }),
    ...(format && model.output.selectable && model.output.formats.includes(format) && { format }),
  };
  return {
    ...(model.seed && seed !== undefined && { seed }),
    ...(promptOptimization && model.promptOptimization.includes(promptOptimization) && { promptOptimization }),
    ...(Object.keys(taken).length > 0 && { output: taken }),
  };
}
