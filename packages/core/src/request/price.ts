import { findModel, type ModelCatalogue, type ModelSpec, type Price } from "../contract/catalogue.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { Cost } from "../contract/result.ts";
import { Report } from "./report.ts";
import { parsePixels, type ResolvedSize, resolveSize } from "./size.ts";

/** Facts of a request that decide its price. */
export interface Priced {
  readonly size: ResolvedSize;
  /** Most images of the request, see {@link mostImages}. */
  readonly count: number;
  /** Number of reference images. */
  readonly references: number;
}

/**
 * Estimates the cost of images from the price list in the spec; `undefined` where no price is known.
 *
 * @param images A request, such as `{ size: "4K", count: 3 }`, for the most that it can cost. Or width × height of each
 * image that was made; `Infinity` for an unknown size, which gives the highest price.
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

/** Returns the most images that a request makes and pays for: `count`, or its layers. */
export function mostImages(
  model: ModelSpec | undefined,
  { count = 1, native }: Pick<ImageRequest, "count" | "native">,
): number {
  const { layers } = model ?? {};
  return layers && native && Reflect.get(native, layers.field) ? Math.max(count, layers.max) : count;
}

/**
 * Estimates the most that a request can cost. A resolution costs as much as its largest pixels. If the provider chooses
 * the size, the largest size of the model counts.
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

/** Finds the price of an image of each area. Returns an empty list if one of them is unknown. */
function pricesOf(model: ModelSpec | undefined, areas: readonly number[], region: string): Price[] {
  const listed = model?.prices.filter((price) => (price.region ?? region) === region) ?? [];
  const prices = areas.flatMap((area) => listed.find(({ upToPixels = area }) => area <= upToPixels) ?? []);
  return prices.length < areas.length ? [] : prices;
}

/** Returns the cost of a request. References are billed once per request, not per image. */
function costOf(
  { currency, asOf, reference = 0, freeReferences = 0 }: Price,
  images: number,
  references: number,
): Cost {
  const amount = images + reference * Math.max(0, references - freeReferences);
  // Rounded, because sums of decimal fractions are inexact.
  return { amount: Math.round(amount * 1e6) / 1e6, currency, asOf };
}

/** Lists the possible areas of images of a size: all areas of the model if the provider chooses the size. */
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

/**
 * Finds a field of `native` that may ask for more images, or larger ones, than estimates count. An unlisted field may
 * override the request, and the number of layers is known of listed models alone. Limits on spending must refuse it.
 */
export function uncountedField(
  catalogue: ModelCatalogue,
  { model = catalogue.default, native = {} }: Pick<ImageRequest<string>, "model" | "native">,
): string | undefined {
  const { models } = catalogue;
  const counted = models.flatMap((each) => each.native ?? []);
  const layers = findModel(catalogue, model)?.layers ? [] : models.flatMap((each) => each.layers?.field ?? []);
  return Object.keys(native).find(
    (field) => !counted.includes(field) || (layers.includes(field) && Reflect.get(native, field)),
  );
}

/** Finds a field of `native` that is billed beside the images, at a price that no estimate includes. */
export function unpricedField(
  { models }: ModelCatalogue,
  { native = {} }: Pick<ImageRequest, "native">,
): string | undefined {
  const unlisted = models.flatMap(({ prices }) => prices.flatMap((price) => price.unlisted ?? []));
  return unlisted.find((field) => Reflect.get(native, field) !== undefined);
}
