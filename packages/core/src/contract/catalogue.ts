/** Image file formats that a provider makes or accepts. */
export type ImageFormat = "jpeg" | "png" | "webp" | "bmp" | "tiff" | "gif" | "heic" | "heif";

/** A size in pixels, width first: `"2048x2048"`. */
export type PixelSize = `${number}x${number}`;

/** A named resolution of the Seedream models: `"2K"`. */
export type Tier = `${number}K`;

/** An aspect ratio, width first: `"16:9"`. */
export type AspectRatio = `${number}:${number}`;

/** An inclusive range, `[least, most]`. */
export type Range = readonly [least: number, most: number];

/** The price of one image in a provider's price list. */
export interface Price {
  /** Region where the price applies; absent: everywhere. */
  readonly region?: string;
  /** ISO 4217 code, or the provider's own unit where it bills in credits. */
  readonly currency: string;
  /** Price of one image, in `currency`. */
  readonly image: number;
  /** The price applies to images of at most this many pixels; absent: to all. */
  readonly upToPixels?: number;
  /** Price of a reference image, in `currency`; absent: no price is known. */
  readonly reference?: number;
  /** Number of reference images that cost nothing; absent: all of them cost `reference`. */
  readonly freeReferences?: number;
  /** Fields of `native` that are billed beside the images, at a price that is not listed; absent: none. */
  readonly unlisted?: readonly string[];
  /** Day or month the price list was read, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * One model as one provider serves it. Generated from `x-seedream-models` in the provider's spec. Validation, the
 * simulator, size pickers and price estimates read their limits here and nowhere else.
 */
export interface ModelSpec {
  /** Portable name, the same for every provider: `"seedream-4.5"`. */
  readonly name: string;
  /** Name for people: `"Seedream 4.5"`. */
  readonly title: string;
  /** `"retiring"`: the provider has announced the end. `"retired"`: the provider answers 404. */
  readonly status: "active" | "retiring" | "retired";
  /** Wire ids by region, `"*"` for all regions. The first is the one sent for the portable name. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Wire ids by region for requests with reference images; absent: `ids` serve both. */
  readonly editIds?: Readonly<Record<string, readonly string[]>>;
  readonly size: {
    /** Sent when a request names no size; absent: the provider chooses. */
    readonly default?: PixelSize | Tier | AspectRatio;
    /** Whether the model accepts any `WxH` within `pixels` and `ratio`, or only the sizes of the tables. */
    readonly custom: boolean;
    /** Width × height of one output image. */
    readonly pixels?: Range;
    /** Width ÷ height of one output image. */
    readonly ratio?: Range;
    /** Resolutions, each with the size that the provider recommends (or makes) for an aspect ratio. */
    readonly tiers: Readonly<Record<Tier, Readonly<Record<AspectRatio, PixelSize>>>>;
    /** Keywords that the model accepts in place of a size. */
    readonly keywords?: readonly ("auto" | "adaptive")[];
  };
  /** Limits on reference images; absent: the model accepts none. */
  readonly references?: {
    /** Most images of a request; absent: no documented limit. */
    readonly max?: number;
    /** Lower number that the provider documents, although it accepts more. Above it, the client only warns. */
    readonly advised?: number;
    /** Most bytes of one image. */
    readonly bytes?: number;
    readonly formats: readonly ImageFormat[];
    /** Both sides must be longer than this many pixels. */
    readonly side?: number;
    /** Width × height of one image. */
    readonly pixels?: number;
    /** Width ÷ height of one image. */
    readonly ratio?: Range;
  };
  /** Limits on several images from one request; absent: one image per request. */
  readonly group?: {
    /** Most images of one request. */
    readonly max: number;
    /** Most reference images and output images together. */
    readonly total?: number;
    /** Whether the provider refuses more than `total`, or makes fewer images. */
    readonly totalEnforced: boolean;
    /** Whether a group needs at least one reference image. */
    readonly needsReference: boolean;
  };
  /** A decomposition into layers, each an image that is billed; absent: the model makes none. */
  readonly layers?: {
    /** Field of `native` that asks for it. */
    readonly field: string;
    /** Most images of a request, the base image among them. */
    readonly max: number;
  };
  readonly output: {
    /** Formats that the model makes. The first is its default. */
    readonly formats: readonly ImageFormat[];
    /** Whether a request may choose among them: models before 5.0 refuse the field even for their own format. */
    readonly selectable: boolean;
    readonly deliveries: readonly ("url" | "inline")[];
  };
  /** Whether the model can stream its images. */
  readonly stream: boolean;
  /** Prompt optimisation modes; empty: the model does not accept the field. */
  readonly promptOptimization: readonly ("standard" | "fast")[];
  /** Range of `seed`; absent: the model accepts none. */
  readonly seed?: Range;
  /**
   * Fields of `native` that the model accepts. A field that only other models of the provider list is an issue. Absent:
   * unknown, and no field is an issue.
   */
  readonly native?: readonly string[];
  /** Price rows; empty: unknown. */
  readonly prices: readonly Price[];
}

/** A provider's models and addresses. Generated from its spec. */
export interface ModelCatalogue {
  /** Portable name of the model used when a request names none. */
  readonly default: string;
  /** Base address by region; the first is the default region. */
  readonly servers: Readonly<Record<string, string>>;
  readonly models: readonly ModelSpec[];
}

/** Finds the row for a portable name or a wire id; `undefined` for a model that this version does not know. */
export function findModel(catalogue: ModelCatalogue, model: string): ModelSpec | undefined {
  const isListed = (ids: ModelSpec["ids"] = {}) => Object.values(ids).some((list) => list.includes(model));
  return catalogue.models.find(({ name, ids, editIds }) => name === model || isListed(ids) || isListed(editIds));
}
