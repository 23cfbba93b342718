import type { SeedreamError } from "./errors.ts";
import type { GeneratedImage } from "./image.ts";
import type { AspectRatio, ModelCatalogue, PixelSize, Tier } from "./models.ts";

/** A reference image: a URL, a `data:` URI, or the bytes themselves. */
export type ReferenceImage = string | URL | Blob | Uint8Array;

/** A size by its look: the client turns it into what the provider documents for the model. */
export interface AspectSize {
  /** Width to height, such as `"16:9"`. */
  aspectRatio: AspectRatio;
  /** Default: the resolution of the model's default size, `"2K"` for most. */
  resolution?: Tier;
}

/**
 * Size of the images: a resolution (`"2K"`, the model then picks a shape from the prompt), pixels (`"2048x2048"`), a
 * proportion at a resolution, or one of the words that some models take (`"adaptive"`: as the reference image).
 */
export type ImageSize = Tier | PixelSize | AspectSize | "auto" | "adaptive";

/** How the images come back. */
export interface OutputOptions {
  /**
   * `"url"` (the default): links, which expire (after 24 hours on every provider known); `"inline"`: the bytes in the
   * answer, nothing to fetch afterwards.
   */
  delivery?: "url" | "inline";
  /** File format, where the model lets one choose (5.0 does, the models before make JPEG). */
  format?: "jpeg" | "png";
}

/** A request for images in terms that every provider shares. */
export interface ImageRequest<Model extends string = string, Native extends object = object> {
  /** Portable name (`"seedream-4.5"`), a model id of the provider, or an endpoint id. Default: see the client. */
  model?: Model | (string & {});
  /** What to make. Providers advise at most 300 Chinese characters or 600 English words. */
  prompt: string;
  /** Reference images, in the order in which the prompt speaks of them. */
  images?: ReferenceImage | readonly ReferenceImage[];
  /** Default: the model's own default size. */
  size?: ImageSize;
  /**
   * Most images to make, 1 to 15; default 1. Above 1 the model makes a group of related images and decides itself how
   * many, up to this number.
   */
  count?: number;
  /** Repeats a result, on the models that take one: -1 (random) to 2147483647. */
  seed?: number;
  /** Whether the provider puts its mark on the image. Always sent; default `false`. */
  watermark?: boolean;
  /** How thoroughly the provider rewrites the prompt before using it. */
  promptOptimization?: "standard" | "fast";
  /** How the images come back. */
  output?: OutputOptions;
  /** Wire fields of this provider that the portable request has no word for, typed from its spec. */
  native?: Native;
}

/** Limits on how long a call may take, in milliseconds. */
export interface Timeouts {
  /**
   * The whole call: retries, waits and reading included. Default: 5 minutes and 40 s more for each image after the
   * first, 15 minutes at most.
   */
  total?: number;
  /** Silence while an answer is being received. Default: 3 minutes. */
  idle?: number;
}

/** What to do about a request that breaks a known limit of the model. Unknown models are never held back. */
export type ValidationMode = "error" | "warn" | "off";

/** Options of one call. */
export interface CallOptions {
  /** Ends the call; what had arrived by then is on the error. */
  signal?: AbortSignal;
  /** One number is the total, in milliseconds. */
  timeout?: number | Timeouts;
  /** How often a request that was provably not accepted is sent again. Default: the client's, 2. */
  maxRetries?: number;
  /** Default: the client's, `"error"`. */
  validation?: ValidationMode;
  /** Further headers. */
  headers?: Readonly<Record<string, string>>;
  /** Your own id of the call, quoted in errors and sent where the provider has a header for it. Default: random. */
  clientRequestId?: string;
}

/** Options of a call to a provider with tasks. */
export interface TaskOptions extends CallOptions {
  /**
   * Your own key for this submission, 1 to 191 visible ASCII characters, the same for each repeat of it. With it a
   * submission whose outcome is not known is sent again, and the provider makes one task of all.
   */
  idempotencyKey?: string;
}

/** Something that was asked for and not done as asked. */
export interface Warning {
  /**
   * `"unsupported"`: left out, the provider or model cannot do it. `"limit"`: sent although a known limit says no.
   * `"advice"`: sent, but the provider recommends otherwise.
   */
  readonly type: "unsupported" | "limit" | "advice";
  /** The field of the request. */
  readonly feature: string;
  readonly message: string;
}

/** What the provider counted; `undefined` where it did not say. */
export interface Usage {
  /** Images made, which is what providers bill. */
  readonly images?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly totalTokens?: number | undefined;
  readonly inputImages?: number | undefined;
  readonly webSearches?: number | undefined;
}

/** An estimate from the price list in the spec; the provider's bill is what counts. */
export interface Cost {
  readonly amount: number;
  readonly currency: string;
  /** When the price list was read. */
  readonly asOf: string;
}

/** One image of an answer: made, or failed without harm to the others. */
export type ImageOutcome =
  | { readonly ok: true; readonly index: number; readonly image: GeneratedImage }
  | { readonly ok: false; readonly index: number; readonly error: SeedreamError };

/** The answer to a request. */
export interface ImageResult {
  readonly provider: string;
  /** As the provider names it in its answer. */
  readonly model: string;
  readonly createdAt: Date;
  /** In the provider's order. At least one is `ok`. */
  readonly images: readonly ImageOutcome[];
  readonly usage: Usage;
  /** `undefined` when the model's price is not known. */
  readonly cost: Cost | undefined;
  readonly warnings: readonly Warning[];
  /** The provider's id of the call, for its support. */
  readonly requestId: string | undefined;
  readonly clientRequestId: string;
  /** On providers with tasks. */
  readonly task: TaskHandle | undefined;
  /** Set when the answer broke off: there may be more images that were made and billed. */
  readonly interrupted: SeedreamError | undefined;
  /** The decoded answer as the provider sent it; the decoded events, where it came in several. */
  readonly raw: unknown;
}

/** A submission that the provider works on by itself. Plain JSON: keep it, and wait for it anywhere, at any time. */
export interface TaskHandle {
  readonly provider: string;
  readonly id: string;
  /** Wire id of the model. */
  readonly model: string;
  /** Most images that may come of it. */
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
}

/** What {@link SeedreamClient.stream} yields. `completed` comes last, once. */
export type ImageEvent =
  | {
      readonly type: "progress";
      readonly status: string;
      /** Images received so far. */
      readonly received: number;
      /** Most images to come in all. */
      readonly expected: number;
      /** 0 to 1, where the provider tells. */
      readonly fraction: number | undefined;
      /** What to keep if the wait is to be taken up again elsewhere; on providers with tasks, once it is known. */
      readonly task: TaskHandle | undefined;
    }
  | { readonly type: "image"; readonly index: number; readonly image: GeneratedImage }
  | { readonly type: "image-failed"; readonly index: number; readonly error: SeedreamError }
  | { readonly type: "completed"; readonly result: ImageResult }
  /** An event that this version does not know, as it came. */
  | { readonly type: "unknown"; readonly name: string; readonly data: unknown };

/** The contract that every client honours. */
export interface SeedreamClient<
  Model extends string = string,
  Native extends object = object,
  Options extends CallOptions = CallOptions,
> {
  /** `"ark"`, `"anyfast"`, `"302ai"` or `"apimart"`. */
  readonly provider: string;
  /** The provider's models and their limits, as of the client's spec. */
  readonly models: ModelCatalogue;
  /**
   * Makes images and waits for them.
   *
   * @throws {SeedreamError} only when there is no image at all; see the classes for what happened and whether it may
   * have been billed.
   */
  generate(request: ImageRequest<Model, Native>, options?: Options): Promise<ImageResult>;
  /**
   * Makes images and yields each as it arrives. Providers that cannot stream yield the same events from one answer.
   * Leaving the loop cancels the call.
   *
   * @throws {SeedreamError} in the loop; its `images` are those that had arrived.
   */
  stream(request: ImageRequest<Model, Native>, options?: Options): AsyncIterable<ImageEvent>;
}
