import type { ModelSpec } from "../contract/catalogue.ts";
import type { Cost } from "../contract/result.ts";

/**
 * Estimates the cost of images from the price list in the spec; `undefined` where no price is known.
 *
 * @param pixels Width × height of each image; 0 where it is unknown, which gives the lowest price.
 * @param region The client's region. Prices of other regions do not apply.
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
