import type { Clock } from "@seedream-clients/core";
import type { Job, Jobs } from "@seedream-clients/jobs";
import { readingOf } from "./job-events.ts";

/** Reads the jobs of runs for all that follow them. */
export interface SharedReads {
  /** Returns the job of a key, without its reference images, as it was at most {@link freshness} ago. */
  read(key: string): Promise<Job | undefined>;
  /** Forgets the job of a key, because it was changed here. */
  forget(key: string): void;
}

const isOver = (job: Job) => readingOf(job, Number.POSITIVE_INFINITY).isOver;

/** How long a job counts as read, in ms. A stream pauses for longer, so that alone it reads its job each time. */
const freshness = 250;

/**
 * Creates {@link SharedReads}. A journal returns a job with its reference images, which may have megabytes, and each
 * stream reads its job twice a second: twenty idle streams of one run would use up a processor.
 */
export function sharedReads(jobs: Pick<Jobs, "get">, clock: Clock): SharedReads {
  const kept = new Map<string, { readonly readAt: number; readonly job: Job }>();
  return {
    async read(key) {
      const readAt = clock.now();
      for (const [name, entry] of kept) {
        // The clock may have been set back.
        if (Math.abs(readAt - entry.readAt) >= freshness) kept.delete(name);
      }
      const known = kept.get(key);
      if (known) return known.job;
      const job = await jobs.get(key);
      // A missing job may be added at once, and one that is over may be deleted. Streams end with it.
      if (!job || isOver(job)) return job;
      const { images: _, ...request } = job.request;
      const light: Job = { ...job, request };
      kept.set(key, { readAt, job: light });
      return light;
    },
    forget: (key) => void kept.delete(key),
  };
}
