import type { AspectRatio, PixelSize, Tier } from "./catalogue.ts";

/** A reference image: a URL, a `data:` URI, or the bytes themselves. */
export type ReferenceImage = string | URL | Blob | Uint8Array | ArrayBuffer;

/** Aspect ratios that models have a recommended size for. Others are accepted too: the `& {}` keeps the completions. */
export type KnownAspectRatio =
  | "1:1"
  | "4:3"
  | "3:4"
  | "16:9"
  | "9:16"
  | "3:2"
  | "2:3"
  | "21:9"
  | "9:21"
  | "5:4"
  | "4:5"
  | "2:1"
  | "1:2";

/** Resolutions of today's models. Others are accepted too. */
export type KnownTier = "1K" | "1.5K" | "2K" | "3K" | "4K";

/** A size as aspect ratio and resolution. The client turns it into the form that the provider documents. */
export interface AspectSize {
  /** Width to height, for example `"16:9"`. */
  aspectRatio: KnownAspectRatio | (AspectRatio & {});
  /** Default: the resolution of the model's default size, `"2K"` for most. */
  resolution?: KnownTier | (Tier & {}) | undefined;
}

/**
 * Size of the images: a resolution (`"2K"`; the model picks the aspect ratio from the prompt), pixels
 * (`"2048x2048"`), an aspect ratio at a resolution, or a keyword that some models accept (`"adaptive"`: as the
 * reference image).
 */
export type ImageSize = KnownTier | (Tier & {}) | (PixelSize & {}) | AspectSize | "auto" | "adaptive";

/** How the images are returned. */
export interface OutputOptions {
  /**
   * `"url"` (the default): links, which expire after 24 hours on every known provider. `"inline"`: the bytes in the
   * response, with nothing to fetch afterwards.
   */
  delivery?: "url" | "inline" | undefined;
  /** File format, on models that let you choose (from 5.0; earlier models make JPEG). */
  format?: "jpeg" | "png" | undefined;
}

/**
 * A request for images, in terms that every provider shares. Without type arguments, every client takes it; a function
 * that takes the request of any client takes an `ImageRequest<string>`.
 *
 * @typeParam Model Names that completions offer. Any other text is accepted too.
 * @typeParam Native Wire fields of one provider.
 */
export interface ImageRequest<Model extends string = never, Native extends object = object> {
  /** Portable name (`"seedream-4.5"`), a model id of the provider, or an endpoint id. Default: see the client. */
  model?: Model | (string & {}) | undefined;
  /** Describes the image. Providers recommend at most 300 Chinese characters or 600 English words. */
  prompt: string;
  /** Reference images (URLs, `data:` URIs or bytes), in the order in which the prompt refers to them. */
  images?: ReferenceImage | readonly ReferenceImage[] | undefined;
  /** `"2K"`, `"2048x2048"`, `{ aspectRatio: "16:9" }` or a keyword of the model. Default: the model's default size. */
  size?: ImageSize | undefined;
  /**
   * Most images to make, 1 to 15. Default: 1. Above 1 the model makes a group of related images, and decides itself
   * how many, up to this number.
   */
  count?: number | undefined;
  /** Makes a result repeatable, on models that accept a seed: -1 (random) to 2,147,483,647. */
  seed?: number | undefined;
  /** Whether the provider puts its watermark on the image. Default: `false`, which is always sent. */
  watermark?: boolean | undefined;
  /** How thoroughly the provider rewrites the prompt before it uses it. */
  promptOptimization?: "standard" | "fast" | undefined;
  /** How the images are returned. */
  output?: OutputOptions | undefined;
  /** Wire fields of this provider that have no portable counterpart, typed from its spec. */
  native?: Native | undefined;
}
