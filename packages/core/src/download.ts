import { fromBase64 } from "./base64.ts";
import { type Call, startCall } from "./call.ts";
import { callFailure } from "./call-failure.ts";
import type { Clock } from "./clock.ts";
import { DownloadError } from "./errors.ts";
import { sleep } from "./sleep.ts";

/** Limits on fetching a result from its link. */
export interface DownloadLimits {
  /** Most bytes of one image. Default 128 MiB. */
  maxBytes?: number;
  /** Most milliseconds for one image. Default 10 minutes. */
  timeout?: number;
  /** Most milliseconds of silence. Default 1 minute. */
  idleTimeout?: number;
  /**
   * Allows links to private, loopback and link-local addresses, which a provider has no reason to send. Default
   * `false`; set it to test against a server of your own.
   */
  allowPrivateHosts?: boolean;
}

/** How a client fetches results. */
export interface Downloader {
  readonly provider: string;
  readonly clock: Clock;
  readonly baseFetch: typeof globalThis.fetch;
  readonly download: DownloadLimits;
}

const attempts = 3;
const hops = 5;

/**
 * Loopback, private, link-local, shared, benchmarking and multicast addresses as the URL parser writes them, and names
 * that mean something in a local network only.
 */
const privateHost =
  /^([^.[]+|.+\.(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)|(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|192\.0\.0|198\.1[89]|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[345]\d)\..+|\[(::|64:ff9b:|f[cd]|fe[89ab]|ff).*)\.?$/;

/**
 * Bytes behind a result's link. Carries no credentials, checks every hop, and is repeated freely: fetching costs
 * nothing.
 *
 * @throws {DownloadError} `AbortedError`, `TimeoutError`
 */
export async function download(
  url: string,
  expiresAt: Date | undefined,
  downloader: Downloader,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const { provider, clock, download: limits } = downloader;
  const call = startCall({
    clock,
    clientRequestId: "",
    signal,
    timeouts: { total: limits.timeout ?? 600_000, idle: limits.idleTimeout ?? 60_000 },
  });
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await readBytes(await follow(url, downloader, call), downloader, call);
      } catch (cause) {
        if (call.signal.aborted) throw callFailure(call.signal.reason, { provider }, "no");
        const refused = DownloadError.isInstance(cause);
        if (refused && !cause.retryable) throw explain(cause, expiresAt, clock);
        if (attempt === attempts) {
          throw refused
            ? cause
            : new DownloadError("The image could not be fetched from its link", { provider, cause });
        }
        await sleep(500 * attempt, clock, call.signal).catch(() => {});
      }
    }
  } finally {
    call.end();
  }
}

/**
 * Bytes that came inline.
 *
 * @throws {DownloadError} when they are no Base64.
 */
export function decode(base64: string, { provider }: Downloader): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(base64);
  } catch (cause) {
    throw new DownloadError("The image came inline, but its bytes are no Base64", { provider, cause });
  }
}

async function follow(
  url: string,
  { provider, baseFetch, download: limits }: Downloader,
  call: Call,
): Promise<Response> {
  let target = url;
  for (let hop = 0; hop <= hops; hop++) {
    const { protocol, hostname } = new URL(target);
    if (!/^https?:$/.test(protocol) || (!limits.allowPrivateHosts && privateHost.test(hostname))) {
      throw new DownloadError(
        `The link points to ${protocol}//${hostname}, where no result is fetched from; download.allowPrivateHosts lifts this for private hosts`,
        { provider },
      );
    }
    const request = baseFetch(target, { signal: call.signal, redirect: "manual", credentials: "omit" });
    const response = await call.hear(request);
    // A browser hides where a redirect leads and guards its own private network.
    if (response.type === "opaqueredirect") {
      return call.hear(baseFetch(url, { signal: call.signal, credentials: "omit" }));
    }
    if (response.ok) return response;
    response.body?.cancel().catch(() => {});
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location) {
      target = new URL(location, target).href;
      continue;
    }
    throw new DownloadError("The link to the image was refused", {
      provider,
      status: response.status,
      retryable: response.status >= 500 || response.status === 429,
    });
  }
  throw new DownloadError(`The link to the image was redirected more than ${hops} times`, { provider });
}

async function readBytes(
  response: Response,
  { provider, download: { maxBytes = 128 * 2 ** 20 } }: Downloader,
  call: Call,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  while (reader) {
    const { done, value } = await call.hear(reader.read());
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      reader.cancel().catch(() => {});
      throw new DownloadError(`The image is larger than ${maxBytes} bytes (download.maxBytes)`, { provider });
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function explain(error: DownloadError, expiresAt: Date | undefined, clock: Clock): DownloadError {
  if (!error.status || !expiresAt || expiresAt.getTime() > clock.now()) return error;
  const { provider, status } = error;
  return new DownloadError(
    `The link expired at ${expiresAt.toISOString()}; fetch images soon after they are made, or ask for output.delivery "inline"`,
    { provider, status, cause: error },
  );
}
