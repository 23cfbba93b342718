import type { ImageEvent, ImageLayer, ImageResult } from "@seedream-clients/core";

/** Facts of an image. Its bytes are at `runs/<id>/images/<index>`, because pages cannot read the provider's host. */
export interface WireImage {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly mediaType: string;
  /** ISO 8601. */
  readonly expiresAt?: string | undefined;
  readonly layer?: ImageLayer | undefined;
}

/** Facts of an error, as in `SeedreamError.toJSON()`, without images. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly [fact: string]: unknown;
}

/** An image of a result. */
export type WireOutcome =
  | { readonly ok: true; readonly index: number; readonly image: WireImage }
  | { readonly ok: false; readonly index: number; readonly error: WireError };

/** A result. */
export interface WireResult
  extends Omit<ImageResult, "createdAt" | "image" | "images" | "interrupted" | "raw" | "toJSON"> {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly images: readonly WireOutcome[];
  readonly interrupted?: WireError | undefined;
}

/** An event of a run, as JSON. `completed` or `error` comes last, once. */
export type WireEvent =
  | Extract<ImageEvent, { type: "progress" }>
  | { readonly type: "image"; readonly index: number; readonly image: WireImage }
  | { readonly type: "image-failed"; readonly index: number; readonly error: WireError }
  | { readonly type: "completed"; readonly result: WireResult }
  | { readonly type: "error"; readonly error: WireError };

/** An event with its id. Ids grow. */
export type RunEvent = readonly [id: number, event: WireEvent];

/** Events of a run after the last one that the reader has. */
export interface RunReading {
  readonly events: readonly RunEvent[];
  /** Whether `events` ends with the last event of the run. */
  readonly isOver: boolean;
}

/** Amounts by currency (`CNY`, `USD`, …), and a number of `images`. */
export type Amounts = Readonly<Record<string, number>>;

/** Response to a cancellation. */
export interface Cancellation {
  /** The most that the run may still be billed. Empty: nothing. */
  readonly cost: Amounts;
}
