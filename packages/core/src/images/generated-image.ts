import type { GeneratedImage, ImageBytes, ImageLayer, ReadOptions } from "../contract/image.ts";
import { byteLength } from "./base64.ts";
import { decodeInline, download, downloadStream } from "./download.ts";
import type { Downloader } from "./downloader.ts";

/** Facts about an image in its response. */
export interface ImageFacts {
  readonly url?: string | undefined;
  /** Base64 of the file. */
  readonly inline?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly mediaType: string;
  readonly expiresAt?: Date | undefined;
  readonly layer?: ImageLayer | undefined;
}

/** An image that reads its bytes with the download settings of its client. */
export class FetchedImage implements GeneratedImage {
  declare readonly url: string | undefined;
  declare readonly width: number | undefined;
  declare readonly height: number | undefined;
  declare readonly mediaType: string;
  declare readonly expiresAt: Date | undefined;
  declare readonly layer: ImageLayer | undefined;
  readonly #inline: string | undefined;
  readonly #downloader: Downloader;

  constructor({ url, inline, width, height, mediaType, expiresAt, layer }: ImageFacts, downloader: Downloader) {
    Object.assign(this, { url, width, height, mediaType, expiresAt, layer } satisfies Omit<ImageFacts, "inline">);
    this.#inline = inline;
    this.#downloader = downloader;
  }

  async bytes(options?: ReadOptions): Promise<ImageBytes> {
    if (this.#inline !== undefined) return decodeInline(this.#inline, this.#downloader);
    return download(this, this.#downloader, options);
  }

  async blob(options?: ReadOptions): Promise<Blob> {
    return new Blob([await this.bytes(options)], { type: this.mediaType });
  }

  toJSON(): object {
    return { ...this, bytes: this.#inline === undefined ? undefined : byteLength(this.#inline) };
  }

  stream(options?: ReadOptions): ReadableStream<ImageBytes> {
    if (this.#inline === undefined) return downloadStream(this, this.#downloader, options);
    return new ReadableStream({
      pull: async (controller) => {
        controller.enqueue(await this.bytes());
        controller.close();
      },
    });
  }
}
