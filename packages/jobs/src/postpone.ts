import type { Job } from "./job.ts";
import { toJson, withoutDelay } from "./job-errors.ts";
import type { Performer } from "./performer.ts";

export const firstPause = 1_000;
const longestPause = 600_000;

/** Leaves a job in its state, and has it taken up again after a back-off. */
export function postpone(job: Job, { journal }: Performer, error: unknown): Promise<Job> {
  return journal.advance(job, (before, now) => ({
    attempts: before.attempts + 1,
    notBefore: now + pauseAfter(before.attempts + 1),
    errors: [...withoutDelay(before), toJson(error)],
  }));
}

export function pauseAfter(attempts: number): number {
  return Math.min(firstPause * 2 ** (attempts - 1), longestPause);
}
