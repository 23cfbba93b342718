import { systemClock } from "@seedream-clients/core/client";
import { jobStates } from "./job.ts";
import { createJournal } from "./journal.ts";
import type { Jobs } from "./open-jobs.ts";
import type { JobStore } from "./store.ts";

/** A journal that is only read. */
export type JobsReader = Pick<Jobs, "get" | "list" | "totals"> & {
  /** Closes the journal. */
  close(): Promise<void>;
};

/**
 * Reads a journal and changes nothing, for example beside the process that performs its jobs:
 * `readJobs(sqliteStore({ path, readOnly: true }))`.
 */
export function readJobs(store: JobStore): JobsReader {
  const journal = createJournal(store, systemClock, "reader", () => {});
  return {
    get: journal.find,
    list: (states = jobStates, after) => journal.list(states, after),
    totals: journal.totals,
    close: () => store.close(),
  };
}
