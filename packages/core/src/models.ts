/** Image file formats that a provider makes or takes. */
export type ImageFormat = "jpeg" | "png" | "webp" | "bmp" | "tiff" | "gif" | "heic" | "heif";

/** A size in pixels, width first: `"2048x2048"`. */
export type PixelSize = `${number}x${number}`;

/** A named resolution of the Seedream models: `"2K"`. */
export type Tier = `${number}K`;

/** A proportion, width first: `"16:9"`. */
export type AspectRatio = `${number}:${number}`;

/** An inclusive range, `[least, most]`. */
export type Range = readonly [least: number, most: number];

/** What a provider asks for one image, as its price list stood on a day. */
export interface Price {
  /** Region the price holds in; absent: everywhere. */
  readonly region?: string;
  /** ISO 4217 code, or the provider's own unit where it bills in credits. */
  readonly currency: string;
  /** Price of one image, in `currency`. */
  readonly image: number;
  /** The price holds for images of at most this many pixels; absent: for all. */
  readonly upToPixels?: number;
  /** Day or month the price list was read, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * One model as one provider serves it. Generated from `x-seedream-models` in the provider's spec: validation, the
 * simulator, size pickers and price estimates all read it, so no limit stands anywhere else.
 */
export interface ModelSpec {
  /** Portable name, the same for every provider: `"seedream-4.5"`. */
  readonly name: string;
  /** Name for people: `"Seedream 4.5"`. */
  readonly title: string;
  /** `"retiring"`: the provider has announced the end; `"retired"`: calls are answered with 404. */
  readonly status: "active" | "retiring" | "retired";
  /** Wire ids by region, `"*"` for all regions. The first is the one sent for the portable name. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly size: {
    /** Sent when a request names no size; absent: the provider chooses. */
    readonly default?: PixelSize | Tier | AspectRatio;
    /** Whether any `WxH` within `pixels` and `ratio` is taken, or just the sizes of the tables. */
    readonly custom: boolean;
    /** Width × height of one output image. */
    readonly pixels?: Range;
    /** Width ÷ height of one output image. */
    readonly ratio?: Range;
    /** Resolutions on offer, each with the sizes the provider recommends (or makes) for a proportion. */
    readonly tiers: Readonly<Record<Tier, Readonly<Record<AspectRatio, PixelSize>>>>;
    /** Words taken in place of a size. */
    readonly keywords?: readonly ("auto" | "adaptive")[];
  };
  /** Limits on reference images; absent: the model takes none. */
  readonly references?: {
    /** Most images a request may carry; absent: no documented limit. */
    readonly max?: number;
    /** The provider documents this lower number but is known to take more: a warning above it, no refusal. */
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
  /** Limits on several images from one request; absent: one image a request. */
  readonly group?: {
    /** Most images of one request. */
    readonly max: number;
    /** Most reference images and output images together. */
    readonly total?: number;
    /** Whether more than `total` is refused, or answered with fewer images. */
    readonly totalEnforced: boolean;
    /** Whether a group needs at least one reference image. */
    readonly needsReference: boolean;
  };
  readonly output: {
    /** Formats the model makes; the first is what it makes unasked. */
    readonly formats: readonly ImageFormat[];
    /** Whether a request may choose among them: the models before 5.0 refuse the field even for their own format. */
    readonly selectable: boolean;
    readonly deliveries: readonly ("url" | "inline")[];
  };
  /** Whether the model can stream its images. */
  readonly stream: boolean;
  /** Prompt optimisation modes the model takes; empty: the field is not taken. */
  readonly promptOptimization: readonly ("standard" | "fast")[];
  /** Range of `seed`; absent: the model takes none. */
  readonly seed?: Range;
  /** Price rows; empty: not known. */
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

/** The row for a portable name or a wire id; `undefined` for a model that this version does not know. */
export function findModel(catalogue: ModelCatalogue, model: string): ModelSpec | undefined {
  return catalogue.models.find(
    ({ name, ids }) => name === model || Object.values(ids).some((list) => list.includes(model)),
  );
}
