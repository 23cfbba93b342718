import type { AspectRatio, ImageSize, ModelSpec, Tier } from "@seedream-clients/core";
import { isTier } from "@seedream-clients/core/client";

/** Ways to say a size. */
export type SizeForm = "ratio" | "tier" | "pixels";

type Keyword = "auto" | "adaptive";

/** What is chosen in each form; `form` says which counts. */
export interface SizeChoice {
  readonly form: SizeForm;
  readonly ratio: AspectRatio;
  readonly resolution: Tier;
  /** A resolution whose shape the model picks, or one of the model's words. */
  readonly tier: Tier | Keyword;
  readonly width: number;
  readonly height: number;
}

/** The rule that a size in pixels breaks. */
export interface SizeProblem {
  readonly rule: "pixels" | "ratio";
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

const firstChoice: SizeChoice = {
  form: "ratio",
  ratio: "1:1",
  resolution: "2K",
  tier: "2K",
  width: 2048,
  height: 2048,
};

/** The choice that a size of a request was. */
export function choiceOf(size: ImageSize | undefined): SizeChoice {
  if (size === undefined) return firstChoice;
  if (typeof size === "object") {
    const { aspectRatio: ratio, resolution = firstChoice.resolution } = size;
    return { ...firstChoice, form: "ratio", ratio, resolution };
  }
  const [width, height] = sidesOf(size) ?? [];
  if (width && height) return { ...firstChoice, form: "pixels", width, height };
  return isKeyword(size) || isTier(size) ? { ...firstChoice, form: "tier", tier: size } : firstChoice;
}

/** Forms that a model takes a size in. */
export function formsOf(model: ModelSpec): SizeForm[] {
  const forms: SizeForm[] = [];
  if (resolutionsOf(model).length > 0) forms.push("ratio");
  if (tiersOf(model).length > 0) forms.push("tier");
  if (model.size.custom) forms.push("pixels");
  return forms;
}

/** Resolutions with a table of proportions. */
export function resolutionsOf(model: ModelSpec): Tier[] {
  return Object.keys(model.size.tiers)
    .filter(isTier)
    .filter((tier) => ratiosOf(model, tier).length > 0);
}

export function ratiosOf(model: ModelSpec, resolution: Tier): AspectRatio[] {
  return Object.keys(model.size.tiers[resolution] ?? {}).filter(isRatio);
}

export function tiersOf(model: ModelSpec): SizeChoice["tier"][] {
  return [...Object.keys(model.size.tiers).filter(isTier), ...(model.size.keywords ?? [])];
}

/** The choice, or what comes nearest to it among what the model takes. Pixels stay as they were typed. */
export function fit(choice: SizeChoice, model: ModelSpec): SizeChoice {
  const resolution = pick(resolutionsOf(model), choice.resolution, "2K");
  return {
    ...choice,
    form: pick(formsOf(model), choice.form, "pixels"),
    resolution,
    ratio: pick(ratiosOf(model, resolution), choice.ratio, "1:1"),
    tier: pick(tiersOf(model), choice.tier, "2K"),
  };
}

/** The size as the client takes it. */
export function sizeOf({ form, ratio, resolution, tier, width, height }: SizeChoice): ImageSize {
  if (form === "ratio") return { aspectRatio: ratio, resolution };
  return form === "tier" ? tier : `${width}x${height}`;
}

/** Width and height that will come; `undefined` where the model decides. */
export function pixelsOf(size: ImageSize | undefined, model: ModelSpec | undefined): [number, number] | undefined {
  const text = typeof size === "object" ? model?.size.tiers[size.resolution ?? "2K"]?.[size.aspectRatio] : size;
  return sidesOf(text ?? "");
}

/** The rule that a size in pixels breaks. The client checks it again, and more, before it sends anything. */
export function brokenRule({ form, width, height }: SizeChoice, { size }: ModelSpec): SizeProblem | undefined {
  if (form !== "pixels" || !(width > 0 && height > 0)) return undefined;
  return outside("pixels", width * height, size.pixels) ?? outside("ratio", width / height, size.ratio);
}

export function isKeyword(size: string): size is Keyword {
  return size === "auto" || size === "adaptive";
}

function outside(rule: SizeProblem["rule"], value: number, range: readonly [number, number] | undefined) {
  if (!range || (value >= range[0] && value <= range[1])) return undefined;
  return { rule, value, least: range[0], most: range[1] };
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
