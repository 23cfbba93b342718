import type { AspectRatio, ImageSize, ModelSpec, Tier } from "@seedream-clients/core";
import { isTier } from "@seedream-clients/core/client";

/** Ways to say a size: a shape at a resolution, a resolution whose shape the model picks, or pixels. */
export type SizeForm = "ratio" | "auto" | "pixels";

type Keyword = "auto" | "adaptive";

/** What is chosen in each form; `form` says which counts. */
export interface SizeChoice {
  readonly form: SizeForm;
  readonly ratio: AspectRatio;
  /** A resolution; where the model picks the shape, also one of the model's words. */
  readonly tier: Tier | Keyword;
  readonly width: number;
  readonly height: number;
}

/** The shapes that have a tile. */
export const shapes: readonly AspectRatio[] = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"];

export const firstChoice: SizeChoice = { form: "ratio", ratio: "1:1", tier: "2K", width: 2048, height: 2048 };

/** The choice that a size of a request was. */
export function choiceOf(size: ImageSize | undefined): SizeChoice {
  if (size === undefined) return firstChoice;
  if (typeof size === "object") {
    const { aspectRatio: ratio, resolution: tier = "2K" } = size;
    return { ...firstChoice, ratio, tier };
  }
  const [width, height] = sidesOf(size) ?? [];
  if (width && height) return { ...firstChoice, form: "pixels", width, height };
  return isKeyword(size) || isTier(size) ? { ...firstChoice, form: "auto", tier: size } : firstChoice;
}

/** Forms that a model takes a size in. */
export function formsOf(model: ModelSpec): SizeForm[] {
  const forms: readonly SizeForm[] = ["ratio", "auto", "pixels"];
  return forms.filter((form) => (form === "pixels" ? model.size.custom : tiersOf(model, form).length > 0));
}

export function ratiosOf(model: ModelSpec, tier: SizeChoice["tier"]): AspectRatio[] {
  return isKeyword(tier) ? [] : Object.keys(model.size.tiers[tier] ?? {}).filter(isRatio);
}

/** What there is beside the shape: resolutions, and where the model picks the shape its own words. */
export function tiersOf(model: ModelSpec, form: SizeForm): SizeChoice["tier"][] {
  const tiers = Object.keys(model.size.tiers).filter(isTier);
  if (form === "auto") return [...tiers, ...(model.size.keywords ?? [])];
  return tiers.filter((tier) => ratiosOf(model, tier).length > 0);
}

/** The choice, or what comes nearest to it among what the model takes. Pixels stay as they were typed. */
export function fit(choice: SizeChoice, model: ModelSpec): SizeChoice {
  const form = pick(formsOf(model), choice.form, "pixels");
  const tier = pick(tiersOf(model, form), choice.tier, "2K");
  return { ...choice, form, tier, ratio: pick(ratiosOf(model, tier), choice.ratio, "1:1") };
}

/** The size as the client takes it. */
export function sizeOf({ form, ratio, tier, width, height }: SizeChoice): ImageSize {
  if (form === "pixels") return `${width}x${height}`;
  return form === "auto" || isKeyword(tier) ? tier : { aspectRatio: ratio, resolution: tier };
}

/** Width and height that will come; `undefined` where the model decides. */
export function pixelsOf(size: ImageSize | undefined, model: ModelSpec | undefined): [number, number] | undefined {
  const text = typeof size === "object" ? model?.size.tiers[size.resolution ?? "2K"]?.[size.aspectRatio] : size;
  return sidesOf(text ?? "");
}

/** Width ÷ height of an aspect ratio. */
export function shapeOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(":").map(Number);
  return width / height;
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
