import type { Clock, DownloadLimits, GeneratedImage } from "@seedream-clients/core";
import type { Terms } from "./check.ts";
import type { Clients } from "./clients.ts";
import type { Job, JobImage, Json } from "./job.ts";
import type { Journal } from "./journal.ts";
import type { WithSlot } from "./slots.ts";

/**
 * Saves an image of a job. It may be called again for an image after a crash, so that saving twice must do no harm. The
 * journal keeps its return value as `saved`. When it throws, it is called again later; only a `DownloadError` that is
 * not retryable is final.
 */
export type SaveImage = (image: GeneratedImage, job: Job, facts: JobImage) => Promise<Json | undefined>;

/** Dependencies of the functions that perform jobs. */
export interface Performer {
  readonly journal: Journal;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly save: SaveImage | undefined;
  readonly download: DownloadLimits;
  /** Prices that the application gives, by `client/model`. */
  readonly prices: Terms["prices"];
  /** Limits how many images are in memory at once while they are saved. */
  readonly withSlot: WithSlot;
}
