import type { Job } from "./job.ts";
import type { JobStore, Transaction } from "./store.ts";

/** Keeps a journal in memory: for tests, and for work that need not outlive its process. */
export function memoryStore(): JobStore {
  let jobs = new Map<string, Job>();
  // As JSON, as in any other store: nobody may change what is kept.
  let values = new Map<string, string>();
  let files = new Map<string, Uint8Array>();
  let last: Promise<unknown> = Promise.resolve();

  const all = () => [...jobs.values()];
  const transaction: Transaction = {
    find: (key) => jobs.get(key),
    put(job) {
      jobs.set(job.key, job);
    },
    next({ client, model }, now) {
      const due = all().filter(
        (job) => job.state === "queued" && job.client === client && job.model === model && job.notBefore <= now,
      );
      return due.sort((a, b) => b.priority - a.priority || a.order - b.order)[0];
    },
    nextDue(states) {
      const times = all().flatMap(({ state, notBefore }) => (states.includes(state) ? [notBefore] : []));
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    list: (states, after, limit) =>
      all()
        .filter(({ state, order }) => states.includes(state) && order > after)
        .sort((a, b) => a.order - b.order)
        .slice(0, limit),
    read(name) {
      const value = values.get(name);
      return value === undefined ? undefined : JSON.parse(value);
    },
    write(name, value) {
      values.set(name, JSON.stringify(value));
    },
    readFile: (name) => files.get(name),
    writeFile(name, bytes) {
      files.set(name, bytes);
    },
    deleteFile(name) {
      files.delete(name);
    },
  };

  return {
    transaction(work) {
      const run = last.then(async () => {
        const before = [new Map(jobs), new Map(values), new Map(files)] as const;
        try {
          return await work(transaction);
        } catch (error) {
          [jobs, values, files] = before;
          throw error;
        }
      });
      last = run.catch(() => {});
      return run;
    },
    async close() {},
  };
}
