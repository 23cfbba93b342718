import type { Cost } from "./contract.ts";
import type { ModelSpec } from "./models.ts";

/**
 * What images would cost by the price list in the spec; `undefined` where no price is known.
 *
 * @param pixels width × height of each image; 0 where it is not known (the lowest price then).
 * @param region the client's region; prices of other regions do not count.
 */
export function estimateCost(
  model: ModelSpec | undefined,
  pixels: readonly number[],
  region: string,
): Cost | undefined {
  const prices = model?.prices.filter((price) => (price.region ?? region) === region) ?? [];
  let cost: Cost | undefined;
  for (const area of pixels) {
    const price = prices.find(({ upToPixels = area }) => area <= upToPixels);
    if (!price) return;
    const { currency, asOf, image } = price;
    cost = { amount: +((cost?.amount ?? 0) + image).toFixed(6), currency, asOf };
  }
  return cost;
}
