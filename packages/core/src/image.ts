import type { Downloader, HostLookup } from "./download.ts";

/** What is known of an image when it arrives. */
export interface ImageFacts {
  readonly url?: string | undefined;
  /** Base64 of the file. */
  readonly inline?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly mediaType: string;
  readonly expiresAt?: Date | undefined;
}

/** Options of reading an image. */
export interface ReadOptions {
  signal?: AbortSignal;
  /**
   * Asked for the addresses of each host before a link is followed there: one that leads to a private address is
   * refused, as a link to the address itself is. A name whose addresses change right after goes unnoticed. Default
   * none; in Node, `lookupHost` asks the system.
   */
  lookup?: HostLookup;
}

/** An image that was made: its facts, and its bytes, fetched when first asked for. */
export class GeneratedImage {
  /** Link to the file; `undefined` when it came inline. */
  readonly url: string | undefined;
  /** Pixels; `undefined` where the provider does not tell. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Such as `"image/jpeg"`. */
  readonly mediaType: string;
  /** When the link ends; `undefined` without a link, or where the provider does not tell. */
  readonly expiresAt: Date | undefined;
  readonly #inline: string | undefined;
  readonly #downloader: Downloader;

  constructor({ url, inline, width, height, mediaType, expiresAt }: ImageFacts, downloader: Downloader) {
    this.url = url;
    this.width = width;
    this.height = height;
    this.mediaType = mediaType;
    this.expiresAt = expiresAt;
    this.#inline = inline;
    this.#downloader = downloader;
  }

  /**
   * The file. Inline images are decoded; links are fetched without credentials, within {@link DownloadLimits}.
   *
   * @throws {DownloadError} when the link expired, is refused, or leads where it should not, or the bytes cannot be read.
   */
  async bytes(options: ReadOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const { decode, download } = await import("./download.ts");
    if (this.#inline !== undefined) return decode(this.#inline, this.#downloader);
    return download(this.url ?? "", this.expiresAt, this.#downloader, options);
  }

  /** The file as a `Blob` of its media type. Throws as {@link bytes} does. */
  async blob(options?: ReadOptions): Promise<Blob> {
    return new Blob([await this.bytes(options)], { type: this.mediaType });
  }

  /** The file as a stream. Errors as {@link bytes} throws. */
  stream(options?: ReadOptions): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      pull: async (controller) => {
        controller.enqueue(await this.bytes(options));
        controller.close();
      },
    });
  }
}
