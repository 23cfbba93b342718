import { AbortedError, DownloadError, type GeneratedImage, SeedreamError } from "@seedream-clients/core";
import type { WireImage } from "../protocol.ts";
import type { Server } from "./server.ts";

/** Makes an image of a run. Its address is on the page's own server, so an `<img>` shows it. */
export function webImage({ expiresAt, ...facts }: WireImage, path: string, server: Server): GeneratedImage {
  const known = {
    width: undefined,
    height: undefined,
    ...facts,
    url: server.addressOf(path),
    expiresAt: expiresAt ? new Date(expiresAt) : undefined,
  };
  const image: GeneratedImage = {
    ...known,
    async blob({ signal } = {}) {
      try {
        return await (await server.send("GET", path, { signal })).blob();
      } catch (cause) {
        if (signal?.aborted) throw new AbortedError("The call was aborted", { cause });
        if (SeedreamError.isInstance(cause)) throw cause;
        throw new DownloadError(`The image cannot be read: ${cause}`, { cause, retryable: true });
      }
    },
    bytes: async (options) => new Uint8Array(await (await image.blob(options)).arrayBuffer()),
    stream: (options) =>
      new ReadableStream({
        async pull(controller) {
          controller.enqueue(await image.bytes(options));
          controller.close();
        },
      }),
    toJSON: () => known,
  };
  return image;
}
