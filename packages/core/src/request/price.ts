import type { ModelSpec, Price } from "../contract/catalogue.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { Cost } from "../contract/result.ts";
import { Report } from "./report.ts";
import { parsePixels, type ResolvedSize, resolveSize } from "./size.ts";

/** What the price of a request depends on. */
export interface Priced {
  readonly size: ResolvedSize;
  /** Most images that are made, see {@link mostImages}. */
  readonly count: number;
  /** Number of reference images. */
  readonly references: number;
}

/**
 * Estimates the cost of images from the price list in the spec; `undefined` where no price is known.
 *
 * @param images A request, for the most that it can cost: `{ size: "4K", count: 3 }`. Or width × height of each image
 * that was made; `Infinity` where it is unknown, which gives the highest price.
 * @param region The client's region. Prices of other regions do not apply.
 * @param references Number of reference images, beside images that were made.
 */
export function estimateCost(
  model: ModelSpec | undefined,
  images: readonly number[] | Pick<ImageRequest, "size" | "count" | "images" | "native">,
  region: string,
  references = 0,
): Cost | undefined {
  if (!("length" in images)) {
    const priced = {
      size: resolveSize(images.size, model, new Report("")),
      count: mostImages(model, images),
      references: [images.images ?? []].flat().length,
    };
    return highestCost(model, priced, region)?.total;
  }
  const prices = pricesOf(model, images, region);
  const amount = prices.reduce((sum, { image }) => sum + image, 0);
  return prices[0] && costOf(prices[0], amount, references);
}

/** Returns the most images that a request makes, all of which are billed: `count`, or its layers. */
export function mostImages(
  model: ModelSpec | undefined,
  { count = 1, native }: Pick<ImageRequest, "count" | "native">,
): number {
  const { layers } = model ?? {};
  return layers && native && Reflect.get(native, layers.field) ? Math.max(count, layers.max) : count;
}

/**
 * Estimates the most that a request can cost. A resolution costs as much as its largest pixels; where the provider
 * chooses the size, the largest of the model counts.
 */
export function highestCost(
  model: ModelSpec | undefined,
  { size, count, references }: Priced,
  region: string,
): { readonly image: Cost; readonly total: Cost } | undefined {
  const prices = pricesOf(model, areasOf(model, size), region);
  const [highest] = prices.sort((a, b) => b.image - a.image);
  return (
    highest && {
      image: costOf(highest, highest.image, 0),
      total: costOf(highest, highest.image * count, references),
    }
  );
}

/** Finds the price of an image of each area; nothing where the price of one is unknown. */
function pricesOf(model: ModelSpec | undefined, areas: readonly number[], region: string): Price[] {
  const listed = model?.prices.filter((price) => (price.region ?? region) === region) ?? [];
  const prices = areas.flatMap((area) => listed.find(({ upToPixels = area }) => area <= upToPixels) ?? []);
  return prices.length < areas.length ? [] : prices;
}

/** References are billed once, however many images are made of them. */
function costOf(
  { currency, asOf, reference = 0, freeReferences = 0 }: Price,
  images: number,
  references: number,
): Cost {
  const amount = images + reference * Math.max(0, references - freeReferences);
  // Without the error that sums of decimal fractions have.
  return { amount: Math.round(amount * 1e6) / 1e6, currency, asOf };
}

/** Lists the areas that images of a size may have: all of the model where the provider chooses. */
export function areasOf(model: ModelSpec | undefined, { text = "", tier }: ResolvedSize): readonly number[] {
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
