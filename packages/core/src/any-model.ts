import type { Abilities } from "./abilities.ts";
import type { ModelCatalogue } from "./models.ts";

/** What any model of a provider can: a model that is not known is asked for no less, and for nothing beyond. */
export function anyModel({ models }: ModelCatalogue): Abilities {
  const seed = models.find((model) => model.seed)?.seed;
  return {
    output: {
      formats: unique(models.flatMap(({ output }) => (output.selectable ? output.formats : []))),
      selectable: models.some(({ output }) => output.selectable),
      deliveries: unique(models.flatMap(({ output }) => output.deliveries)),
    },
    promptOptimization: unique(models.flatMap(({ promptOptimization }) => promptOptimization)),
    ...(seed && { seed }),
    stream: models.some(({ stream }) => stream),
  };
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
