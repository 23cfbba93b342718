import { DownloadError } from "../contract/errors.ts";
import type { ReadOptions } from "../contract/image.ts";
import { cancelBody } from "../response/body-source.ts";
import type { Call } from "../transport/call.ts";
import type { Downloader } from "./downloader.ts";
import { isPrivateHost, lookupHost } from "./hosts.ts";

const mostRedirects = 5;

/** Most characters of a refused link in its error. */
const longestShown = 100;

/** Statuses below 500 after which a repeat may help: time-out, too early, too many requests. */
const passing = [408, 425, 429];

/**
 * Fetches a link and follows its redirects. Sends no credentials, and checks every address.
 *
 * @throws {DownloadError} when the link is not allowed or is refused.
 */
export async function followLink(
  link: string | undefined,
  downloader: Downloader,
  call: Call,
  lookup: ReadOptions["lookup"],
): Promise<Response> {
  const { provider, fetch } = downloader;
  let url = parse(link ?? "", undefined, downloader);
  let redirect: RequestRedirect = "manual";
  for (let hop = 0; hop <= mostRedirects; hop++) {
    await check(url, downloader, call, lookup);
    const response = await call.receive(fetch(url.href, { signal: call.signal, redirect, credentials: "omit" }));
    // Browsers hide the target of a redirect, and protect the private network themselves.
    if (response.type === "opaqueredirect") {
      redirect = "follow";
      continue;
    }
    // Browsers, and `fetch` functions that follow redirects all the same, tell the final address afterwards.
    if (response.redirected) {
      await check(new URL(response.url), downloader, call, lookup).catch((cause: unknown) => {
        cancelBody(response);
        throw cause;
      });
    }
    const { ok, status, headers } = response;
    if (ok && status !== 206) return response;
    cancelBody(response);
    const location = headers.get("location");
    if (!ok && status < 400 && location) {
      url = parse(location, url, downloader);
      continue;
    }
    const retryable = ok || status >= 500 || passing.includes(status);
    throw new DownloadError("The link did not return the image", { provider, status, retryable });
  }
  throw new DownloadError(`The link to the image was redirected more than ${mostRedirects} times`, { provider });
}

function parse(link: string, base: URL | undefined, { provider, redact }: Downloader): URL {
  const url = URL.canParse(link, base) ? new URL(link, base) : undefined;
  if (url && /^https?:/.test(url.protocol)) return url;
  const shown = JSON.stringify(link.slice(0, longestShown));
  // Redacted, because some gateways put the key into their links.
  throw redact(new DownloadError(`Download refused: ${shown} is not a link that begins with https://`, { provider }));
}

async function check(
  { hostname, username, password }: URL,
  { provider, download: { allowPrivateHosts } }: Downloader,
  call: Call,
  lookup: ReadOptions["lookup"] = lookupHost,
): Promise<void> {
  const refuse = (why: string) => {
    throw new DownloadError(`Download refused: ${why}`, { provider });
  };
  // Bun and Deno would send the credentials, and Node's `fetch` would quote them in its error.
  if (username || password) refuse(`the link to ${hostname} has credentials`);
  if (allowPrivateHosts) return;
  const refusePrivate = (host: string) =>
    refuse(`${host} is a private address; set download.allowPrivateHosts to allow it`);
  if (isPrivateHost(hostname)) refusePrivate(hostname);
  if (!lookup || hostname.startsWith("[")) return;
  // A failed look-up is no refusal, because behind a proxy only the proxy may know the name.
  for (const { address } of await call.receive(lookup(hostname).catch(() => []))) {
    if (isPrivateHost(address.includes(":") ? `[${address}]` : address)) refusePrivate(`${hostname} (${address})`);
  }
}
