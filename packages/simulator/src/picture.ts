/** Position of a picture in a decomposition. */
export interface PictureLayer {
  readonly name: string;
  readonly description: string;
  /** Left, top, right and bottom on the base image, in thousandths; the base image has none. */
  readonly box?: readonly [number, number, number, number];
}

/** Input of a drawing. */
export interface Picture {
  /** File name, without its extension. */
  readonly id: string;
  readonly format: "jpeg" | "png";
  readonly width: number;
  readonly height: number;
  readonly prompt: string;
  readonly model: string;
  /** Position in its group, from 0. */
  readonly index: number;
  /** Images in the group. */
  readonly total: number;
  /** Reference images in the request. */
  readonly references: number;
  /** Whether the image has the provider's watermark. */
  readonly watermark: boolean;
  /** Seed of the colours, the same for all pictures of a group. */
  readonly theme: string;
  /** Whether the file has an alpha channel and transparent pixels. */
  readonly transparent?: boolean;
  /** Position in a decomposition. */
  readonly layer?: PictureLayer;
  /** Whether the link has expired. */
  readonly expired?: true;
}

/** An image file. */
export interface ImageFile {
  readonly type: "image/jpeg" | "image/png";
  readonly bytes: Uint8Array<ArrayBuffer>;
}
