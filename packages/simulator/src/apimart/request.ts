import type { ModelSpec } from "@seedream-clients/core";

/** A request that matches its schema. */
export interface ImageRequest {
  readonly model: string;
  readonly prompt: string;
  readonly size?: string;
  readonly resolution?: string;
  readonly n?: number;
  readonly image_urls?: readonly string[];
  readonly sequential_image_generation?: "auto" | "disabled";
  readonly sequential_image_generation_options?: { readonly max_images?: number };
  readonly output_format?: "jpeg" | "png";
  readonly watermark?: boolean;
  readonly background?: string;
  readonly layer_decomposition?: boolean;
}

/** Returns the number of images: as requested, or the most that are allowed if the model chooses. */
export function countOf(request: ImageRequest, { group }: ModelSpec): number {
  const { n = 1, image_urls = [], sequential_image_generation_options: options } = request;
  if (n > 1 || request.sequential_image_generation !== "auto") return n;
  if (options?.max_images !== undefined) return options.max_images;
  if (request.n !== undefined || !group) return n;
  return Math.max(1, Math.min(group.max, (group.total ?? Infinity) - image_urls.length));
}

/** Returns aspect ratio and resolution of a request, with the provider's defaults. */
export function shapeOf(
  { size = "1:1", resolution }: ImageRequest,
  { size: limits }: ModelSpec,
): { readonly aspectRatio: string; readonly resolution: string } {
  return { aspectRatio: size, resolution: resolution ?? limits.default ?? "2K" };
}

/** Returns the sizes of a resolution by aspect ratio; `undefined` for a resolution that the model does not make. */
export function tableOf(resolution: string, { size }: ModelSpec): Readonly<Record<string, string>> | undefined {
  return Object.entries(size.tiers).find(([name]) => name === resolution)?.[1];
}
