import type { AspectRatio, ModelSpec, PixelSize, Range, Tier } from "../contract/catalogue.ts";
import type { ImageSize } from "../contract/request.ts";
import { formatList, formatNumber, formatRange, is, type Report } from "./report.ts";

/** A size in every form that a wire format may need. */
export interface ResolvedSize {
  /** Pixels, a resolution or a keyword; absent if the request has no size and the model no default. */
  readonly text?: string | undefined;
  readonly aspectRatio?: AspectRatio | undefined;
  readonly tier?: Tier | undefined;
}

/** Largest aspect ratio that pixels are calculated for. */
const longestRatio = 1000;

/** Reads `WxH`; `undefined` for any other text. */
export function parsePixels(size: string): readonly [width: number, height: number] | undefined {
  const match = /^(\d{1,6})x(\d{1,6})$/.exec(size);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Whether a text names a resolution: `"2K"`. */
export function isTier(text: string): text is Tier {
  return /^\d+(\.\d+)?K$/.test(text);
}

/** Whether a number lies in an inclusive range. */
export function isWithin(value: number, [least, most]: Range): boolean {
  return value >= least && value <= most;
}

/** Resolves a size for a model. For an unknown model, keeps the size, or calculates the pixels of an aspect ratio. */
export function resolveSize(size: ImageSize | undefined, spec: ModelSpec | undefined, report: Report): ResolvedSize {
  if (typeof size === "object") return resolveRatio(size, spec, report);
  // Not checked, because a default may be an aspect ratio, which the model does not list.
  if (size === undefined) return { text: spec?.size.default };
  checkSize(size, spec, report);
  return { text: size };
}

function resolveRatio(
  { aspectRatio, resolution }: Exclude<ImageSize, string>,
  spec: ModelSpec | undefined,
  report: Report,
): ResolvedSize {
  const { tiers = {}, custom = true, keywords = [], default: usual = "2K" } = spec?.size ?? {};
  const tier = resolution ?? (isTier(usual) ? usual : tierOf(usual));
  const table = tiers[tier] ?? {};
  const listed: string | undefined = table[aspectRatio];
  const resolved = { text: listed, aspectRatio, tier };
  const ratio = parseRatio(aspectRatio);
  const offered = Object.keys(tiers);

  if (ratio === undefined) {
    const rule = `it must look like "16:9" and be at most ${longestRatio}:1`;
    report.issue(["size", "aspectRatio"], is(aspectRatio), rule);
  } else if (!isTier(tier)) {
    report.issue(["size", "resolution"], is(tier), 'it must look like "2K"');
  } else if (offered.length > 0 && !tiers[tier]) {
    report.unaccepted(["size", "resolution"], is(tier), formatList(offered));
  } else if (!listed && !custom) {
    report.unaccepted(["size", "aspectRatio"], is(aspectRatio), formatList([...Object.keys(table), ...keywords]));
  } else if (!listed) {
    const text = pixelsFor(ratio, tier);
    checkSize(text, spec, report);
    return { ...resolved, text };
  }
  return resolved;
}

function parseRatio(aspectRatio: string): number | undefined {
  const [, width, height] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(aspectRatio) ?? [];
  const ratio = Number(width) / Number(height);
  return ratio > 1 / longestRatio && ratio < longestRatio ? ratio : undefined;
}

/** Returns the resolution of pixels: 2048x2048 is 2K. */
function tierOf(size: string): Tier {
  const [side = 2048] = parsePixels(size) ?? [];
  return `${side / 1024}K`;
}

/** Calculates pixels in steps of 16, with at most the area of the resolution's square, for 2K 2048 × 2048. */
function pixelsFor(ratio: number, tier: Tier): PixelSize {
  const side = Number.parseFloat(tier) * 64;
  const root = Math.sqrt(ratio);
  return `${Math.floor(side * root) * 16}x${Math.floor(side / root) * 16}`;
}

function checkSize(size: string, spec: ModelSpec | undefined, report: Report): void {
  if (!spec) return;
  const { tiers, keywords = [], custom, pixels, ratio } = spec.size;
  const sides = custom ? parsePixels(size) : undefined;
  if (sides) {
    const [width, height] = sides;
    if (pixels && !isWithin(width * height, pixels)) {
      report.unaccepted(["size"], `${size} has ${formatNumber(width * height)} pixels`, formatRange(pixels));
    } else if (ratio && !isWithin(width / height, ratio)) {
      const found = `${size} has an aspect ratio of ${formatNumber(width / height)}`;
      report.unaccepted(["size"], found, formatRange(ratio));
    }
    return;
  }
  const words = [...Object.keys(tiers), ...keywords];
  const listed = [...words, ...Object.values(tiers).flatMap((table) => Object.values<string>(table))];
  if (listed.includes(size)) return;
  const pixelForm = custom ? ", pixels such as 2048x2048" : "";
  const remedy = parseRatio(size) === undefined ? "" : `; pass { aspectRatio: "${size}" }`;
  report.unaccepted(["size"], is(size), formatList(words) + pixelForm + remedy);
}

/**
 * Finds aspect ratio and resolution of a size, for providers that accept nothing else.
 *
 * @returns `undefined` for pixels that are in no table of the model.
 */
export function toRatio(size: ResolvedSize, spec: ModelSpec | undefined): ResolvedSize | undefined {
  const { text, aspectRatio, tier } = size;
  if ((aspectRatio && tier) || text === undefined) return size;
  if (isTier(text)) return { text, tier: text };
  if (isRatio(text)) return { text, aspectRatio: text };
  for (const [resolution, table] of Object.entries(spec?.size.tiers ?? {})) {
    for (const [ratio, pixels] of Object.entries<string>(table)) {
      if (pixels === text && isTier(resolution) && isRatio(ratio))
        return { text, aspectRatio: ratio, tier: resolution };
    }
  }
  return parsePixels(text) ? undefined : size;
}

function isRatio(text: string): text is AspectRatio {
  return parseRatio(text) !== undefined;
}
