/** Finds the addresses of a host name. */
export type HostLookup = (hostname: string) => Promise<readonly { readonly address: string }[]>;

/** A `Uint8Array<ArrayBuffer>`, written for TypeScript before 5.7 too, where the type has no parameter. */
export type ImageBytes = ReturnType<Uint8Array["slice"]>;

/** Options of reading an image. */
export interface ReadOptions {
  /** Ends the download. */
  signal?: AbortSignal | undefined;
  /**
   * Looks up each host that a link or a redirect leads to; a host with a private address is refused. If the look-up
   * fails, `fetch` decides. The address is not pinned: a name that changes between look-up and connection goes
   * unnoticed. Default: the system's resolver in Node, Bun and Deno, none elsewhere. `false` switches it off, for
   * example for a `fetch` behind a proxy that resolves names itself.
   */
  lookup?: HostLookup | false | undefined;
}

/** Left, top, right and bottom of a layer on the base image. */
export type LayerBox = readonly [left: number, top: number, right: number, bottom: number];

/** The place of an image in a decomposition into layers. `result.raw` has the provider's further facts. */
export interface ImageLayer {
  /** Place in the stack: 0 is the base image, higher lies above. */
  readonly zIndex?: number | undefined;
  readonly name?: string | undefined;
  /** Description of the content. */
  readonly description?: string | undefined;
  /** Box of the layer on the base image; absent for the base image itself. */
  readonly boundingBox?:
    | {
        /** In pixels of the base image. */
        readonly absolute?: LayerBox | undefined;
        /** In thousandths of the base image. */
        readonly normalized?: LayerBox | undefined;
      }
    | undefined;
}

/** An image that was made: its facts, and methods that fetch its bytes. */
export interface GeneratedImage {
  /** Link to the file; `undefined` if the bytes came inline. */
  readonly url: string | undefined;
  /** In pixels; `undefined` where the provider does not say. */
  readonly width: number | undefined;
  /** In pixels; `undefined` where the provider does not say. */
  readonly height: number | undefined;
  /** For example `"image/jpeg"`. */
  readonly mediaType: string;
  /** Time when the link expires; `undefined` without a link, or if the provider does not say. */
  readonly expiresAt: Date | undefined;
  /** Set if the image is part of a decomposition into layers. */
  readonly layer?: ImageLayer | undefined;
  /**
   * Reads the file. Inline images are decoded; links are fetched without credentials, within `DownloadLimits`, and up
   * to three times when the connection or the server fails.
   *
   * @throws {DownloadError} when the link expired, is refused or leads to an address that is not allowed, or when the
   * bytes cannot be read or are not an image. `retryable` says whether to read again. `AbortedError` and `TimeoutError`
   * as for a call.
   */
  bytes(options?: ReadOptions): Promise<ImageBytes>;
  /** Reads the file into a `Blob` of its media type. Throws as {@link bytes} does. */
  blob(options?: ReadOptions): Promise<Blob>;
  /** Returns the facts. Those of an inline image have its number of bytes instead of the bytes. */
  toJSON(): object;
  /**
   * Streams the file, piece by piece as it arrives. The fetch begins with the first read, and is not repeated after the
   * first piece. The stream errors as {@link bytes} throws.
   */
  stream(options?: ReadOptions): ReadableStream<ImageBytes>;
}
