import { DownloadError } from "../contract/errors.ts";
import type { HostLookup, ReadOptions } from "../contract/image.ts";
import type { Clock, DownloadLimits } from "../contract/options.ts";
import { toError } from "../errors/to-error.ts";
import { cancelBody, openBody } from "../response/body-source.ts";
import { type Call, startCall } from "../transport/call.ts";
import { sleep } from "../transport/clock.ts";
import { fromBase64 } from "./base64.ts";
import { isPrivateHost } from "./private-hosts.ts";

/** The settings of a client for downloads. */
export interface Downloader {
  readonly provider: string;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly download: DownloadLimits;
}

const mostAttempts = 3;
const mostRedirects = 5;

/** Pause before the second attempt, in ms; twice as long before the third. */
const firstPause = 500;

/** Defaults of {@link DownloadLimits}. */
const usualTimeout = 600_000;
const usualIdleTimeout = 60_000;
const usualMaxBytes = 128 * 2 ** 20;

/**
 * Downloads a result from its link. Carries no credentials, checks the address of every redirect, and repeats freely:
 * a download costs nothing.
 *
 * @throws {DownloadError} `AbortedError`, `TimeoutError`.
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
    timeouts: { total: limits.timeout ?? usualTimeout, idle: limits.idleTimeout ?? usualIdleTimeout },
  });
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        if (attempt > 1) await sleep(firstPause * (attempt - 1), clock, call.signal);
        return await readBytes(await follow(url, downloader, call, lookup), downloader, call);
      } catch (cause) {
        if (call.signal.aborted) throw toError(call.signal.reason, { provider, submission: "unsent" });
        const refused = DownloadError.isInstance(cause);
        if (refused && !cause.retryable) throw explain(cause, expiresAt, clock);
        if (attempt === mostAttempts) {
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
 * Decodes an inline image.
 *
 * @throws {DownloadError} when it is not Base64.
 */
export function decodeInline(base64: string, { provider }: Downloader): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(base64);
  } catch (cause) {
    throw new DownloadError("The image came inline, but it is not Base64", { provider, cause });
  }
}

async function follow(
  url: string,
  downloader: Downloader,
  call: Call,
  lookup: HostLookup | undefined,
): Promise<Response> {
  const { provider, fetch } = downloader;
  let target = url;
  let redirect: RequestRedirect = "manual";
  for (let hop = 0; hop <= mostRedirects; hop++) {
    await check(new URL(target), downloader, call, lookup);
    const response = await call.receive(fetch(target, { signal: call.signal, redirect, credentials: "omit" }));
    // A browser hides where a redirect leads, and protects its own private network.
    if (response.type === "opaqueredirect") {
      redirect = "follow";
      continue;
    }
    if (response.ok) return response;
    cancelBody(response);
    const { status, headers } = response;
    const location = headers.get("location");
    if (status < 400 && location) {
      target = new URL(location, target).href;
      continue;
    }
    const retryable = status >= 500 || status === 429;
    throw new DownloadError("The link to the image was refused", { provider, status, retryable });
  }
  throw new DownloadError(`The link to the image was redirected more than ${mostRedirects} times`, { provider });
}

async function check(
  { protocol, hostname }: URL,
  { provider, download: { allowPrivateHosts } }: Downloader,
  call: Call,
  lookup: HostLookup | undefined,
): Promise<void> {
  const refuse = (host: string) => {
    const message = `Download refused: ${host} is a private address; set download.allowPrivateHosts to allow it`;
    throw new DownloadError(message, { provider });
  };
  if (!/^https?:/.test(protocol)) {
    throw new DownloadError(`Download refused: the link begins with ${protocol}, not with https:`, { provider });
  }
  if (allowPrivateHosts) return;
  if (isPrivateHost(hostname)) refuse(hostname);
  if (!lookup) return;
  // Behind a proxy only the proxy may know a name, so a failed look-up is left to fetch.
  for (const { address } of await call.receive(lookup(hostname).catch(() => []))) {
    if (isPrivateHost(address.includes(":") ? `[${address}]` : address)) refuse(`${hostname} (${address})`);
  }
}

async function readBytes(
  response: Response,
  { provider, download: { maxBytes = usualMaxBytes } }: Downloader,
  call: Call,
): Promise<Uint8Array<ArrayBuffer>> {
  const source = openBody(response);
  const chunks: (Uint8Array<ArrayBuffer> | string)[] = [];
  let length = 0;
  for (;;) {
    const chunk = await call.receive(source.read());
    if (chunk === undefined) break;
    length += chunk.length;
    if (length > maxBytes) {
      source.cancel();
      throw new DownloadError(`The image is larger than ${maxBytes} bytes (download.maxBytes)`, { provider });
    }
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function explain(error: DownloadError, expiresAt: Date | undefined, clock: Clock): DownloadError {
  if (!error.status || !expiresAt || expiresAt.getTime() > clock.now()) return error;
  const { provider, status } = error;
  return new DownloadError(
    `The link expired at ${expiresAt.toISOString()}; download images soon after they are made, or ask for output.delivery "inline"`,
    { provider, status, cause: error },
  );
}
