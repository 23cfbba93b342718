import { type JobStore, JobsError, memoryStore } from "@seedream-clients/jobs";

/** Replaces `@seedream-clients/jobs/postgres` with a database that fails while jobs are performed. */
export function postgresStore(): JobStore {
  const store = memoryStore();
  let transactions = 0;
  return {
    ...store,
    sharing: { lease: 1000, watch: async () => async () => {} },
    transaction(work) {
      transactions += 1;
      if (transactions > 2) return Promise.reject(new JobsError("The journal cannot be written: away", "unwritable"));
      return store.transaction(work);
    },
  };
}
