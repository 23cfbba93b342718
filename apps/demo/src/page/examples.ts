import type { Words } from "../words/words.ts";

/** Requests to begin with. */
export function examplesOf({ welcome: { examples } }: Words) {
  return {
    lighthouse: { prompt: examples.lighthouse, ratio: "3:4", count: 1 },
    postcards: { prompt: examples.postcards, ratio: "3:2", count: 4 },
    fox: { prompt: examples.fox, ratio: "1:1", count: 1 },
    market: { prompt: `[scenario:one-image-blocked] ${examples.market}`, ratio: "16:9", count: 2 },
  } as const;
}
