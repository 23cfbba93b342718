import { DownloadError } from "../contract/errors.ts";
import { openBody } from "../response/body-source.ts";
import type { Call } from "../transport/call.ts";
import type { Downloader } from "./downloader.ts";
import { formatOf, tellingBytes } from "./formats.ts";

/** Default of `DownloadLimits.maxBytes`: 128 MiB. */
const usualMaxBytes = 134_217_728;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Reads until the format of an image is known. Returns all pieces, the first ones joined; later pieces are read on
 * demand. Leaving the loop cancels the response.
 *
 * @throws {DownloadError} when it is not an image, or too large. Later pieces throw it when the image is too large.
 */
export async function openImage(
  response: Response,
  { provider, download: { maxBytes = usualMaxBytes } }: Downloader,
  call: Call,
): Promise<AsyncGenerator<Bytes, void>> {
  const source = openBody(response);
  let length = 0;

  async function read(): Promise<Bytes | undefined> {
    const piece = await call.receive(source.read());
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    length += bytes?.length ?? 0;
    if (length <= maxBytes) return bytes;
    throw new DownloadError(`The image is larger than ${maxBytes} bytes (download.maxBytes)`, { provider });
  }

  async function* piecesFrom(first: Bytes): AsyncGenerator<Bytes, void> {
    try {
      for (let piece: Bytes | undefined = first; piece; piece = await read()) yield piece;
    } finally {
      source.cancel();
    }
  }

  try {
    let first: Bytes = new Uint8Array();
    while (first.length < tellingBytes) {
      const piece = await read();
      if (!piece) break;
      first = join([first, piece]);
    }
    formatOf(first, "fetch it again", { provider, status: response.status, retryable: true });
    return piecesFrom(first);
  } catch (cause) {
    source.cancel();
    throw cause;
  }
}

export function join(pieces: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let length = 0;
  for (const piece of pieces) {
    joined.set(piece, length);
    length += piece.length;
  }
  return joined;
}
