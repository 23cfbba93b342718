import { type Job, type JobState, readJobs } from "@seedream-clients/jobs";
import { hasJournal, type JournalOptions, openStore } from "./store.ts";

/** Yields the jobs of a journal, also while a batch works on them; none without a journal. */
export async function* jobsIn(journal: JournalOptions, states?: readonly JobState[]): AsyncGenerator<Job, void> {
  if (!hasJournal(journal)) return;
  const jobs = readJobs(await openStore(journal, true));
  try {
    yield* jobs.list(states);
  } finally {
    await jobs.close();
  }
}
