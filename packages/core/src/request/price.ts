import type { ModelSpec } from "../contract/catalogue.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { Cost } from "../contract/result.ts";
import { Report } from "./report.ts";
import { parsePixels, type ResolvedSize, resolveSize } from "./size.ts";

/**
 * Estimates the cost of images from the price list in the spec; `undefined` where no price is known.
 *
 * @param images Size and count of a request, for the most that it can cost: `{ size: "4K", count: 3 }`. Or width × height
 * of each image that was made; 0 where it is unknown, which gives the lowest price.
 * @param region The client's region. Prices of other regions do not apply.
 */
export function estimateCost(
  model: ModelSpec | undefined,
  images: readonly number[] | Pick<ImageRequest, "size" | "count">,
  region: string,
): Cost | undefined {
  if (isList(images)) return costOf(model, images, region);
  const { size, count = 1 } = images;
  return highestCost(model, resolveSize(size, model, new Report("")), count, region)?.total;
}

function isList(images: object): images is readonly number[] {
  return Array.isArray(images);
}

function costOf(model: ModelSpec | undefined, pixels: readonly number[], region: string): Cost | undefined {
  const prices = model?.prices.filter((price) => (price.region ?? region) === region) ?? [];
  let cost: Cost | undefined;
  for (const area of pixels) {
    const price = prices.find(({ upToPixels = area }) => area <= upToPixels);
    if (!price) return;
    const { currency, asOf, image } = price;
    cost = { amount: rounded((cost?.amount ?? 0) + image), currency, asOf };
  }
  return cost;
}

/**
 * Estimates the most that images of a size can cost. A resolution costs as much as its largest pixels; where the
 * provider chooses the size, the largest of the model counts.
 */
export function highestCost(
  model: ModelSpec | undefined,
  size: ResolvedSize,
  count: number,
  region: string,
): { readonly image: Cost; readonly total: Cost } | undefined {
  const costs = areasOf(model, size).map((area) => costOf(model, [area], region));
  const known = costs.filter((cost) => cost !== undefined);
  const [image] = known.sort((a, b) => b.amount - a.amount);
  if (!image || known.length < costs.length) return undefined;
  return { image, total: { ...image, amount: rounded(image.amount * count) } };
}

/** Without the error that sums of decimal fractions have. */
function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

function areasOf(model: ModelSpec | undefined, { text = "", tier }: ResolvedSize): readonly number[] {
  const exact = areaOf(text);
  if (exact) return [exact];
  const { tiers = {}, pixels } = model?.size ?? {};
  const named = Object.entries(tiers).find(([name]) => name === (tier ?? text));
  const tables = named ? [named[1]] : Object.values(tiers);
  const listed = tables.flatMap((table) => Object.values<string>(table)).flatMap((entry) => areaOf(entry) ?? []);
  return named || !pixels ? listed : [...listed, pixels[1]];
}

function areaOf(text: string): number | undefined {
  const sides = parsePixels(text);
  return sides && sides[0] * sides[1];
}
