import type { AspectRatio } from "@seedream-clients/core";
import type { Words } from "../words/words.ts";

/** A request to begin with. */
export interface Example {
  readonly prompt: string;
  readonly ratio: AspectRatio;
  readonly count: number;
}

export function examplesOf({ welcome: { examples } }: Words): Record<keyof typeof examples, Example> {
  return {
    lighthouse: { prompt: examples.lighthouse, ratio: "3:4", count: 1 },
    postcards: { prompt: examples.postcards, ratio: "3:2", count: 4 },
    fox: { prompt: examples.fox, ratio: "1:1", count: 1 },
    market: { prompt: `[scenario:one-image-blocked] ${examples.market}`, ratio: "16:9", count: 2 },
  };
}
