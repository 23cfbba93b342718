import type { Job } from "./job.ts";

/** Jobs that are read at once. */
const portion = 100;

/** Yields jobs after a place, in the order of adding, without holding all of them. `read` returns those after a place. */
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
