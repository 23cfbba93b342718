import type { Job } from "./job.ts";

/** Number of jobs that are read at once. */
const portion = 100;

/** Yields the jobs after `first` in the order of adding. Reads them in portions, so that memory never holds all. */
export async function* inPortions(
  read: (after: number, limit: number) => Promise<readonly Job[]>,
  first = 0,
): AsyncGenerator<Job, void> {
  let after = first;
  for (;;) {
    const jobs = await read(after, portion);
    yield* jobs;
    const last = jobs.at(-1);
    if (!last) return;
    after = last.order;
  }
}
