import type { AspectRatio, ImageSize, ModelSpec, Tier } from "@seedream-clients/core";
import { isTier } from "@seedream-clients/core/client";
import { words } from "../words/page.ts";

/** Ways to say a size: a shape at a resolution, a resolution whose shape the model picks, or pixels. */
export type SizeForm = "ratio" | "auto" | "pixels";

type Keyword = "auto" | "adaptive";

/** The shapes that have a tile. */
export const shapes: readonly AspectRatio[] = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"];

export const firstSize: ImageSize = { aspectRatio: "1:1", resolution: "2K" };

/** A size for people. */
export function sizeName(size: ImageSize | undefined): string {
  if (size === undefined) return words.size.byDefault;
  if (typeof size === "object") return [size.aspectRatio, size.resolution].filter(Boolean).join(" · ");
  return isKeyword(size) ? words.size.keywords[size] : size.replace("x", " × ");
}

export function formOf(size: ImageSize): SizeForm {
  if (typeof size === "object") return "ratio";
  return sidesOf(size) ? "pixels" : "auto";
}

/** The resolution of a size; where the model picks the shape, also one of the model's words. */
export function tierOf(size: ImageSize): Tier | Keyword {
  if (typeof size === "object") return size.resolution ?? "2K";
  return isKeyword(size) || isTier(size) ? size : "2K";
}

/** Forms that a model takes a size in. */
export function formsOf(model: ModelSpec): SizeForm[] {
  const forms: readonly SizeForm[] = ["ratio", "auto", "pixels"];
  return forms.filter((form) => (form === "pixels" ? model.size.custom : tiersOf(model, form).length > 0));
}

export function ratiosOf(model: ModelSpec, tier: Tier | Keyword): AspectRatio[] {
  return isKeyword(tier) ? [] : Object.keys(model.size.tiers[tier] ?? {}).filter(isRatio);
}

/** What there is beside the shape: resolutions, and where the model picks the shape its own words. */
export function tiersOf(model: ModelSpec, form: SizeForm): (Tier | Keyword)[] {
  const tiers = Object.keys(model.size.tiers).filter(isTier);
  if (form === "auto") return [...tiers, ...(model.size.keywords ?? [])];
  return tiers.filter((tier) => ratiosOf(model, tier).length > 0);
}

/** The size, or what comes nearest to it among what the model takes. Pixels stay as they were typed. */
export function fit(size: ImageSize, model: ModelSpec): ImageSize {
  const form = pick(formsOf(model), formOf(size), "pixels");
  if (form === "pixels") return formOf(size) === "pixels" ? size : "2048x2048";
  const tier = pick(tiersOf(model, form), tierOf(size), "2K");
  if (form === "auto" || isKeyword(tier)) return tier;
  const ratio = typeof size === "object" ? size.aspectRatio : "1:1";
  return { aspectRatio: pick(ratiosOf(model, tier), ratio, "1:1"), resolution: tier };
}

/** Width and height that will come; `undefined` where the model decides. */
export function pixelsOf(size: ImageSize, model: ModelSpec): [width: number, height: number] | undefined {
  const text = typeof size === "object" ? model.size.tiers[size.resolution ?? "2K"]?.[size.aspectRatio] : size;
  return sidesOf(text ?? "");
}

/** Width ÷ height of an aspect ratio or of pixels; 1 where the model picks the shape. */
export function shapeOf(size: string): number {
  const [width = 1, height = 1] = size.split(/[:x]/).map(Number);
  return width / height || 1;
}

export function isKeyword(size: string): size is Keyword {
  return size === "auto" || size === "adaptive";
}

function sidesOf(size: string): [width: number, height: number] | undefined {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  return width && height ? [Number(width), Number(height)] : undefined;
}

function pick<T>(offered: readonly T[], wanted: T, otherwise: T): T {
  if (offered.includes(wanted)) return wanted;
  return offered.includes(otherwise) ? otherwise : (offered[0] ?? otherwise);
}

function isRatio(text: string): text is AspectRatio {
  return /^[\d.]+:[\d.]+$/.test(text);
}
