import type { AspectRatio, ImageSize, ModelSpec } from "@seedream-clients/core";
import { isTier } from "@seedream-clients/core/client";
import { words } from "../words/page.ts";

/** A tile of the form: an aspect ratio, the model's choice of one, or pixels. */
export type Tile = AspectRatio | "auto" | "pixels";

export const tiles: readonly Tile[] = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9", "auto", "pixels"];

export const firstSize: ImageSize = { aspectRatio: "1:1", resolution: "2K" };

/** Formats a size for people. */
export function sizeName(size: ImageSize | undefined): string {
  if (size === undefined) return words.size.byDefault;
  if (typeof size === "object") return [size.aspectRatio, size.resolution].filter(Boolean).join(" · ");
  return resolutionName(size).replace("x", " × ");
}

/** Formats a resolution, or a keyword of some models, for people. */
export function resolutionName(size: string): string {
  return size === "auto" || size === "adaptive" ? words.size.keywords[size] : size;
}

export function tileOf(size: ImageSize): Tile {
  if (typeof size === "object") return size.aspectRatio;
  return sidesOf(size) ? "pixels" : "auto";
}

/** Returns the resolution of a size, or a size that is a text unchanged. */
export function resolutionOf(size: ImageSize): string {
  return typeof size === "object" ? (size.resolution ?? "2K") : size;
}

/** Returns the sizes of a tile that a model accepts, one for each resolution. */
export function sizesOf(tile: Tile, { size }: ModelSpec): ImageSize[] {
  const tiers = Object.keys(size.tiers).filter(isTier);
  if (tile === "pixels") return size.custom ? ["2048x2048"] : [];
  if (tile === "auto") return [...tiers, ...(size.keywords ?? [])];
  return tiers.flatMap((resolution) => (size.tiers[resolution]?.[tile] ? [{ aspectRatio: tile, resolution }] : []));
}

/** Returns the size, or the nearest one that the model accepts. Pixels stay as they were typed. */
export function fit(size: ImageSize, model: ModelSpec, tile = tileOf(size)): ImageSize {
  if (tile === "pixels" && sidesOf(resolutionOf(size)) && model.size.custom) return size;
  const wanted: readonly Tile[] = [tile, "1:1", "auto", "pixels"];
  const sizes = wanted.map((each) => sizesOf(each, model)).find(({ length }) => length > 0) ?? [];
  const at = (resolution: string) => sizes.find((each) => resolutionOf(each) === resolution);
  return at(resolutionOf(size)) ?? at("2K") ?? sizes[0] ?? size;
}

/** Returns the width and height of the image; `undefined` where the model decides. */
export function pixelsOf(size: ImageSize, model: ModelSpec): [width: number, height: number] | undefined {
  const text = typeof size === "object" ? model.size.tiers[size.resolution ?? "2K"]?.[size.aspectRatio] : size;
  return sidesOf(text ?? "");
}

/** Width ÷ height of an aspect ratio or of pixels; 1 where the model picks the shape. */
export function shapeOf(size: ImageSize | AspectRatio = "auto"): number {
  const text = typeof size === "object" ? size.aspectRatio : size;
  const [width = 1, height = 1] = text.split(/[:x]/).map(Number);
  return width / height || 1;
}

function sidesOf(size: string): [width: number, height: number] | undefined {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  return width && height ? [Number(width), Number(height)] : undefined;
}
