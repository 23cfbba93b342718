import { DownloadError, type SeedreamError } from "../contract/errors.ts";
import type { GeneratedImage, ReadOptions } from "../contract/image.ts";
import type { Clock } from "../contract/options.ts";
import { brief, toError } from "../errors/to-error.ts";
import { type Call, startCall } from "../transport/call.ts";
import { sleep } from "../transport/clock.ts";
import { fromBase64 } from "./base64.ts";
import type { Downloader } from "./downloader.ts";
import { followLink } from "./follow-link.ts";
import { formatOf } from "./formats.ts";
import { join, openImage } from "./open-image.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const mostAttempts = 3;

/** Pause before the second attempt, in ms; twice as long before the third. */
const firstPause = 500;

/** Defaults of `DownloadLimits`. */
const usualTimeout = 600_000;
const usualIdleTimeout = 60_000;

const names = ["download.timeout", "download.idleTimeout"] as const;

/** The link of an image. */
export type ImageLink = Pick<GeneratedImage, "url" | "expiresAt">;

/**
 * Downloads an image. Repeats failed attempts, because a download costs nothing.
 *
 * @throws {DownloadError} `AbortedError`, `TimeoutError`; `InvalidRequestError` for a time-out that is not positive.
 */
export async function download(link: ImageLink, downloader: Downloader, options: ReadOptions = {}): Promise<Bytes> {
  return join(await all(readPieces(link, downloader, options)));
}

/** Streams an image as it arrives. The fetch begins with the first read. */
export function downloadStream(
  link: ImageLink,
  downloader: Downloader,
  options: ReadOptions = {},
): ReadableStream<Bytes> {
  const reader = new AbortController();
  const pieces = readPieces(link, downloader, options, reader.signal);
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        reader.abort();
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Yields the pieces of an image. Repeats failed attempts until the first piece, which cannot be taken back.
 *
 * @param reader Aborts when the reader of the stream leaves. Without it, all pieces are read before the first yield.
 */
async function* readPieces(
  link: ImageLink,
  downloader: Downloader,
  { signal, lookup }: ReadOptions,
  reader?: AbortSignal,
): AsyncGenerator<Bytes, void> {
  const { provider, clock, download: limits, redact } = downloader;
  const timeouts = { total: limits.timeout ?? usualTimeout, idle: limits.idleTimeout ?? usualIdleTimeout };
  // An abandoned stream must not keep the process alive.
  const background = reader !== undefined;
  const signals = [signal, reader];
  const call = startCall({ clock, clientRequestId: "", signals, timeouts, names, provider, background, redact });
  try {
    yield* await repeat(call, clock, async () => {
      const pieces = await openImage(await followLink(link.url, downloader, call, lookup), downloader, call);
      return reader ? pieces : all(pieces);
    });
  } catch (cause) {
    throw errorFor(cause, call, link, downloader);
  } finally {
    call.end();
  }
}

async function all(pieces: AsyncIterable<Bytes>): Promise<Bytes[]> {
  const read: Bytes[] = [];
  for await (const piece of pieces) read.push(piece);
  return read;
}

/**
 * Decodes an inline image.
 *
 * @throws {DownloadError} when it is not Base64, or not an image.
 */
export function decodeInline(base64: string, { provider }: Downloader): Bytes {
  const wayOut = "result.raw has it as it came";
  let bytes: Bytes;
  try {
    bytes = fromBase64(base64);
  } catch (cause) {
    throw new DownloadError(`The image is not Base64; ${wayOut}`, { provider, cause });
  }
  formatOf(bytes, wayOut, { provider });
  return bytes;
}

/** Repeats an attempt that may succeed the next time, with a growing pause. */
async function repeat<T>(call: Call, clock: Clock, attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (cause) {
      const isFinal = DownloadError.isInstance(cause) && !cause.retryable;
      if (isFinal || call.signal.aborted || count === mostAttempts) throw cause;
    }
    await sleep(firstPause * count, clock, call.signal);
  }
}

/** Converts the failure of a download into its error. */
function errorFor(
  cause: unknown,
  { signal }: Call,
  { url = "", expiresAt }: ImageLink,
  { provider, clock }: Downloader,
): SeedreamError {
  if (signal.aborted) return toError(signal.reason, { provider, submission: "unsent" });
  if (!DownloadError.isInstance(cause)) {
    const message = `The image could not be fetched from ${new URL(url).host}: ${brief(cause)}`;
    return new DownloadError(message, { provider, cause, retryable: true });
  }
  if (cause.retryable || !cause.status || !expiresAt || expiresAt.getTime() > clock.now()) return cause;
  const message = `The link expired at ${expiresAt.toISOString()}; download images at once, or ask for output.delivery "inline"`;
  return new DownloadError(message, { provider, status: cause.status, cause });
}
