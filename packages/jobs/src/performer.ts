import type { Clock, DownloadLimits, GeneratedImage } from "@seedream-clients/core";
import type { Terms } from "./check.ts";
import type { Clients } from "./clients.ts";
import type { Job, JobImage, Json } from "./job.ts";
import type { Journal } from "./journal.ts";
import type { WithSlot } from "./slots.ts";

/**
 * Saves an image of a job. May be called again for an image whose process died: saving twice must do no harm. What it
 * returns is kept as `saved`. When it throws, it is tried again later; only a `DownloadError` that is not retryable is
 * final.
 */
export type SaveImage = (image: GeneratedImage, job: Job, facts: JobImage) => Promise<Json | undefined>;

/** What jobs are performed with. */
export interface Performer {
  readonly journal: Journal;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly save: SaveImage | undefined;
  readonly download: DownloadLimits;
  /** Prices that the application gives, by `client/model`. */
  readonly prices: Terms["prices"];
  /** Limits the images that are in memory at once, while they are saved. */
  readonly withSlot: WithSlot;
}
