import type { ImageSize } from "./contract.ts";
import type { Note } from "./finding.ts";
import type { AspectRatio, ModelSpec, PixelSize, Range, Tier } from "./models.ts";

/** A size as asked for, in the forms that a wire may want. */
export interface ResolvedSize {
  /** Pixels, tier or keyword; absent: nothing was asked and the model has no default. */
  readonly text?: string | undefined;
  readonly aspectRatio?: AspectRatio;
  readonly tier?: Tier;
}

/** Pixels of a `WxH` text; `undefined` for any other text. */
export function parsePixels(size: string): readonly [width: number, height: number] | undefined {
  const match = /^(\d{1,6})x(\d{1,6})$/.exec(size);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** What to send for a size on a model; an unknown model gets what was asked, its proportions by rule. */
export function resolveSize(size: ImageSize | undefined, spec: ModelSpec | undefined, note: Note): ResolvedSize {
  if (typeof size !== "object") {
    const text = size ?? spec?.size.default;
    if (text !== undefined) checkSize(text, spec, note);
    return { text };
  }
  const { tiers = {}, custom = true, keywords = [], default: usual = "2K" } = spec?.size ?? {};
  const offered = Object.keys(tiers);
  const { aspectRatio, resolution: tier = isTier(usual) ? usual : tierOf(usual) } = size;
  const match = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(aspectRatio);
  const ratio = Number(match?.[1]) / Number(match?.[2]);
  const table = tiers[tier] ?? {};
  let text: string | undefined = table[aspectRatio];
  if (!(ratio > 1e-3 && ratio < 1e3)) note("size.aspectRatio", "form", aspectRatio);
  else if (!isTier(tier)) note("size.resolution", "form", tier);
  else if (offered[0] && !tiers[tier]) note("size.resolution", "choice", tier, offered);
  else if (!text && !custom) {
    note("size.aspectRatio", "choice", aspectRatio, [...Object.keys(table), ...keywords]);
  } else if (!text) {
    text = pixelsFor(ratio, tier);
    checkSize(text, spec, note);
  }
  return { text, aspectRatio, tier };
}

/** Whether a text names a resolution: `"2K"`. */
export function isTier(text: string): text is Tier {
  return /^\d+(\.\d+)?K$/.test(text);
}

/** The resolution that pixels belong to: 2048x2048 is at 2K. */
function tierOf(size: string): Tier {
  const [side = 2048] = parsePixels(size) ?? [];
  return `${side / 1024}K`;
}

/** Sides of the proportion, in steps of 16, with at most the area of the tier's square: 2K is 2048 × 2048. */
function pixelsFor(ratio: number, tier: Tier): PixelSize {
  const side = Number.parseFloat(tier) * 64;
  const root = Math.sqrt(ratio);
  return `${Math.floor(side * root) * 16}x${Math.floor(side / root) * 16}`;
}

function checkSize(size: string, spec: ModelSpec | undefined, note: Note): void {
  if (!spec) return;
  const { tiers, keywords = [], custom, pixels, ratio } = spec.size;
  const sides = custom && parsePixels(size);
  if (sides) {
    const [width, height] = sides;
    if (pixels && !within(width * height, pixels)) note("size", "pixels", size, pixels);
    else if (ratio && !within(width / height, ratio)) note("size", "ratio", size, ratio);
    return;
  }
  const words = [...Object.keys(tiers), ...keywords];
  const listed = [...words, ...Object.values(tiers).flatMap((table) => Object.values<string>(table))];
  if (!listed.includes(size)) note("size", "choice", size, words);
}

/** Whether a number lies in an inclusive range. */
export function within(value: number, [least, most]: Range): boolean {
  return value >= least && value <= most;
}
