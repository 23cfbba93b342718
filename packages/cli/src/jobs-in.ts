import { existsSync } from "node:fs";
import { type Job, type JobState, readJobs } from "@seedream-clients/jobs";
import { sqliteStore } from "@seedream-clients/jobs/sqlite";
import { journalPath } from "./journal-file.ts";

/** Yields the jobs of a folder, also while a batch works on them; none without a journal. */
export async function* jobsIn(out: string, states?: readonly JobState[]): AsyncGenerator<Job, void> {
  const path = journalPath(out);
  if (!existsSync(path)) return;
  const jobs = readJobs(sqliteStore({ path, readOnly: true }));
  try {
    yield* jobs.list(states);
  } finally {
    await jobs.close();
  }
}
