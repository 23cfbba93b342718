import { fromBase64 } from "./base64.ts";
import { type Call, startCall } from "./call.ts";
import { callFailure } from "./call-failure.ts";
import type { Clock } from "./clock.ts";
import { DownloadError } from "./errors.ts";
import type { ReadOptions } from "./image.ts";
import { isPrivateHost } from "./private-host.ts";
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

/** Finds the addresses of a name. */
export type HostLookup = (hostname: string) => Promise<readonly { readonly address: string }[]>;

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
 * Bytes behind a result's link. Carries no credentials, checks every hop, and is repeated freely: fetching costs
 * nothing.
 *
 * @throws {DownloadError} `AbortedError`, `TimeoutError`
 */
export async function download(
  url: string,
  expiresAt: Date | undefined,
  downloader: Downloader,
  { signal, lookup }: ReadOptions = {},
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
        if (attempt > 1) await sleep(500 * (attempt - 1), clock, call.signal);
        return await readBytes(await follow(url, downloader, call, lookup), downloader, call);
      } catch (cause) {
        if (call.signal.aborted) throw callFailure(call.signal.reason, { provider }, "no");
        const refused = DownloadError.isInstance(cause);
        if (refused && !cause.retryable) throw explain(cause, expiresAt, clock);
        if (attempt === attempts) {
          throw refused
            ? cause
            : new DownloadError("The image could not be fetched from its link", { provider, cause });
        }
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
  downloader: Downloader,
  call: Call,
  lookup: HostLookup | undefined,
): Promise<Response> {
  const { provider, baseFetch } = downloader;
  let target = url;
  let redirect: RequestRedirect = "manual";
  for (let hop = 0; hop <= hops; hop++) {
    await check(new URL(target), downloader, call, lookup);
    const response = await call.hear(baseFetch(target, { signal: call.signal, redirect, credentials: "omit" }));
    // A browser hides where a redirect leads and guards its own private network.
    if (response.type === "opaqueredirect") {
      redirect = "follow";
      continue;
    }
    if (response.ok) return response;
    response.body?.cancel().catch(() => {});
    const { status, headers } = response;
    const location = headers.get("location");
    if (status < 400 && location) {
      target = new URL(location, target).href;
      continue;
    }
    const retryable = status >= 500 || status === 429;
    throw new DownloadError("The link to the image was refused", { provider, status, retryable });
  }
  throw new DownloadError(`The link to the image was redirected more than ${hops} times`, { provider });
}

async function check(
  { protocol, hostname }: URL,
  { provider, download: { allowPrivateHosts } }: Downloader,
  call: Call,
  lookup: HostLookup | undefined,
): Promise<void> {
  const refuse = (host: string) => {
    const message = `The link points to ${protocol}//${host}, where no result is fetched from; download.allowPrivateHosts lifts this for private hosts`;
    throw new DownloadError(message, { provider });
  };
  if (!/^https?:/.test(protocol) || (!allowPrivateHosts && isPrivateHost(hostname))) refuse(hostname);
  if (allowPrivateHosts || !lookup) return;
  // A name that is not found is for fetch to report: behind a proxy, only the proxy may know it.
  for (const { address } of await call.hear(lookup(hostname).catch(() => []))) {
    if (isPrivateHost(address.includes(":") ? `[${address}]` : address)) refuse(`${hostname} (${address})`);
  }
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
