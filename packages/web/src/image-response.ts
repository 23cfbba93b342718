import type { GeneratedImage } from "@seedream-clients/core";

/** Media types of images that a browser never executes. */
const safeTypes = /^image\/(jpeg|png|webp|gif|bmp|tiff|heic|heif)$/;

/**
 * Serves an image. Core downloads it: public addresses only, no credentials, and nothing but images.
 *
 * @throws {DownloadError} before the first byte.
 */
export async function imageResponse(image: GeneratedImage): Promise<Response> {
  const reader = image.stream().getReader();
  const first = await reader.read();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.value) controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, {
    headers: {
      "content-type": safeTypes.test(image.mediaType) ? image.mediaType : "application/octet-stream",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      // An image never changes. Only the user's own browser may keep it.
      "cache-control": "private, max-age=86400, immutable",
    },
  });
}
