/** The place of a picture in a decomposition. */
export interface PictureLayer {
  readonly name: string;
  readonly description: string;
  /** Left, top, right and bottom on the base image, in thousandths; the base image has none. */
  readonly box?: readonly [number, number, number, number];
}

/** Everything that decides how an image looks. */
export interface Picture {
  /** Name of the file, without its ending. */
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
  /** Whether the provider's own mark is on it. */
  readonly watermark: boolean;
  /** The pictures of one group look related: they share this. */
  readonly theme: string;
  /** Whether its file has an alpha channel, with something to see through. */
  readonly transparent?: boolean;
  /** Its place in a decomposition. */
  readonly layer?: PictureLayer;
  /** Whether its link is no longer good. */
  readonly expired?: true;
}

/** An image file. */
export interface ImageFile {
  readonly type: "image/jpeg" | "image/png";
  readonly bytes: Uint8Array<ArrayBuffer>;
}
