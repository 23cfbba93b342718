import type { SeedreamError } from "./errors.ts";
import type { GeneratedImage } from "./image.ts";
import type { TaskHandle } from "./task.ts";

/** A rule that a request breaks. */
export interface Issue {
  /** The field of the request, for example `["images", 0]`. */
  readonly path: readonly PropertyKey[];
  /** The value, the rule and the way out. */
  readonly message: string;
  /**
   * `"limit"`: a limit of the model. `"native"`: the type of a field in `native`, or a field that the model does not
   * accept. `"cannot-send"`: the provider's API has no form for it, so it is refused under any `validation`.
   */
  readonly code: "limit" | "native" | "cannot-send";
}

/** A part of a request that was not carried out as asked. */
export interface Warning {
  /**
   * `"unsupported"`: dropped, because the provider or model cannot do it. `"limit"`: sent although it breaks a known
   * limit. `"advice"`: sent although the provider recommends otherwise.
   */
  readonly type: "unsupported" | "limit" | "advice";
  /** The field of the request, for example `"output.format"`. */
  readonly feature: string;
  readonly message: string;
}

/** Result of `client.validate()`: a request as `generate()` would send it. Nothing was sent. */
export interface Validation {
  /** Reasons why `generate()` would refuse the request. */
  readonly issues: readonly Issue[];
  /** Parts of the request that would not be carried out as asked. */
  readonly warnings: readonly Warning[];
  /** Wire id of the model. */
  readonly model: string;
  /** The size on the wire: pixels, a resolution, an aspect ratio or a keyword; `undefined`: the provider chooses. */
  readonly size: string | undefined;
  /** The exact body. A reference that is uploaded first stands in it as `{ mediaType, bytes }`. */
  readonly body: unknown;
  /** Most images that the provider makes and bills: `count`, or the layers that a field of `native` asks for. */
  readonly count: number;
  /**
   * Highest price of one image, and of the whole request with its references; `undefined` when the price of the model
   * is unknown, or if `native` has a field that no model lists, which may ask for more. Web searches are billed
   * besides, at a price that no source gives.
   */
  readonly cost: { readonly image: Cost; readonly total: Cost } | undefined;
}

/** Counts of the provider; `undefined` if it returned none. */
export interface Usage {
  /** Images made. Providers bill by this number. */
  readonly images?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly totalTokens?: number | undefined;
  readonly inputImages?: number | undefined;
  readonly webSearches?: number | undefined;
}

/** An estimate from the price list in the spec. Only the provider's bill counts. */
export interface Cost {
  readonly amount: number;
  /** ISO 4217 code, or the provider's own unit where it bills in credits. */
  readonly currency: string;
  /** Day or month the price list was read, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** One image of a result: made, or failed without harm to the others. */
export type ImageOutcome =
  | { readonly ok: true; readonly index: number; readonly image: GeneratedImage }
  | { readonly ok: false; readonly index: number; readonly error: SeedreamError };

/** Result of a request. Its JSON, for a log or a front end, has everything but `raw`. */
export interface ImageResult {
  readonly provider: string;
  /** Model id in the provider's response, otherwise the wire id of the request. */
  readonly model: string;
  readonly createdAt: Date;
  /** The first image that was made. */
  readonly image: GeneratedImage;
  /** In the provider's order. At least one is `ok`. */
  readonly images: readonly ImageOutcome[];
  readonly usage: Usage;
  /**
   * Cost of the images that were made and of the references. More may be billed: for tools, and by providers that
   * charge in advance. `undefined` when the price of the model is unknown.
   */
  readonly cost: Cost | undefined;
  readonly warnings: readonly Warning[];
  /** The provider's id of the call. Quote it to the provider's support. */
  readonly requestId: string | undefined;
  readonly clientRequestId: string;
  /** Set by providers with tasks. */
  readonly task: TaskHandle | undefined;
  /** Set when the response broke off: more images may have been made and billed. */
  readonly interrupted: SeedreamError | undefined;
  /** The provider's decoded response; an array if it came as several events. */
  readonly raw: unknown;
}

/** An event of {@link SeedreamClient.stream}. `completed` comes last, once, unless the loop throws. */
export type ImageEvent =
  | {
      readonly type: "progress";
      /** `"submitted"`, `"running"`, the provider's own word, and `"completed"` at the end. */
      readonly status: string;
      /** Images made so far. */
      readonly received: number;
      /** Most images that may come. */
      readonly expected: number;
      /**
       * 0 to 1; never goes back. The provider's own if it gives one, otherwise the part of the images that were made or
       * failed. 1 only at the end.
       */
      readonly fraction: number;
      /** Set by providers with tasks, once it is known. Keep it to wait for the task elsewhere. */
      readonly task: TaskHandle | undefined;
    }
  | { readonly type: "image"; readonly index: number; readonly image: GeneratedImage }
  | { readonly type: "image-failed"; readonly index: number; readonly error: SeedreamError }
  | { readonly type: "completed"; readonly result: ImageResult }
  /** An event that this version does not know, as it came. */
  | { readonly type: "unknown"; readonly name: string; readonly data: unknown };
