import type { ReadOptions } from "../../src/contract/image.ts";
import type { DownloadLimits } from "../../src/contract/options.ts";
import type { Redact } from "../../src/errors/redact.ts";
import { download, downloadStream } from "../../src/images/download.ts";
import type { Downloader } from "../../src/images/downloader.ts";
import { virtualClock } from "../virtual-clock.ts";

export const link = "https://files.test/a";

export type Answer = Response | Error | (() => Response | Promise<Response>);

/** A link to hosts that return these responses in turn, and repeat the last one. */
export function linked(...answers: readonly Answer[]) {
  const clock = virtualClock();
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const next = answers[asked.length] ?? answers.at(-1);
    asked.push({ url: String(input), init });
    if (next instanceof Error) throw next;
    if (!next) throw new Error("No response is scripted");
    return next instanceof Response ? next : next();
  };
  const redact: Redact = (outside) => outside;
  const downloader = (download: DownloadLimits): Downloader => ({ provider: "fake", clock, fetch, download, redact });
  return {
    clock,
    asked,
    urls: () => asked.map(({ url }) => url),
    /** Without look-ups by default, because the system's resolver is slow. */
    image: (limits: DownloadLimits = {}, url = link, expiresAt?: Date) => ({
      bytes: (options?: ReadOptions) => download({ url, expiresAt }, downloader(limits), { lookup: false, ...options }),
      stream: (options?: ReadOptions) =>
        downloadStream({ url, expiresAt }, downloader(limits), { lookup: false, ...options }),
    }),
  };
}

export const status = (code: number, headers: Record<string, string> = {}) =>
  new Response(null, { status: code, headers });
export const redirect = (location: string, code = 302) => status(code, { location });
export const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
