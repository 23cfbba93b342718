import type { Clock, DownloadLimits, Fetch } from "../contract/options.ts";
import type { Redact } from "../errors/redact.ts";

/** The settings of a client for downloads. */
export interface Downloader {
  /** `undefined` for a link without a client. */
  readonly provider?: string;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly download: DownloadLimits;
  /** Redacts links and errors. Without a client, it returns them as they are. */
  readonly redact: Redact;
}
