import {
  AbortedError,
  DownloadError,
  type GeneratedImage,
  type ImageLayer,
  type ReadOptions,
  SeedreamError,
} from "@seedream-clients/core";
import type { WireImage } from "../protocol.ts";
import type { Server } from "./server.ts";

/** An image of a run. Its address is on the page's own server, so an `<img>` shows it. */
export class WebImage implements GeneratedImage {
  readonly url: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly mediaType: string;
  readonly expiresAt: Date | undefined;
  readonly layer: ImageLayer | undefined;
  readonly #server: Server;
  readonly #path: string;

  constructor({ width, height, mediaType, expiresAt, layer }: WireImage, path: string, server: Server) {
    this.url = server.addressOf(path);
    this.width = width;
    this.height = height;
    this.mediaType = mediaType;
    this.expiresAt = expiresAt === undefined ? undefined : new Date(expiresAt);
    this.layer = layer;
    this.#server = server;
    this.#path = path;
  }

  async blob({ signal }: ReadOptions = {}): Promise<Blob> {
    // The server downloads up to three times; what fails between it and the page is worth one repeat.
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.#server.send("GET", this.#path, { signal });
        return new Blob([await response.arrayBuffer()], { type: this.mediaType });
      } catch (cause) {
        if (signal?.aborted) throw new AbortedError("The download was aborted", { cause });
        if (SeedreamError.isInstance(cause)) throw cause;
        if (attempt > 1) throw new DownloadError(`The image could not be read: ${cause}`, { cause, retryable: true });
      }
    }
  }

  async bytes(options?: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await this.blob(options)).arrayBuffer());
  }

  stream(options?: ReadOptions): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      pull: async (controller) => {
        controller.enqueue(await this.bytes(options));
        controller.close();
      },
    });
  }

  toJSON(): object {
    const { url, width, height, mediaType, expiresAt, layer } = this;
    return { url, width, height, mediaType, expiresAt, layer };
  }
}
