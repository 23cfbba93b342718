import { costOf, type Job } from "./job.ts";
import type { JobStore, Transaction } from "./store.ts";

/** Keeps a journal in memory: for tests, and for work that need not outlive its process. */
export function memoryStore(): JobStore {
  // In the order of adding, which a Map keeps.
  const jobs = new Map<string, Job>();
  const queued = new Map<string, Job>();
  // As JSON, like in any other store, so that nobody can change a kept value.
  const values = new Map<string, string>();
  const files = new Map<string, Uint8Array>();
  /** Steps that revert the current transaction. */
  let undo: (() => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();

  function set<T>(map: Map<string, T>, key: string, value: T | undefined): void {
    const before = map.get(key);
    undo.push(() => restore(map, key, before));
    restore(map, key, value);
  }

  const transaction: Transaction = {
    find: (key) => jobs.get(key),
    findAll: (keys) => keys.flatMap((key) => jobs.get(key) ?? []),
    put(job) {
      set(jobs, job.key, job);
      set(queued, job.key, job.state === "queued" ? job : undefined);
    },
    next({ client, model }, now, latest) {
      let best: Job | undefined;
      for (const job of queued.values()) {
        if (job.client !== client || job.model !== model || (job.notBefore > now && job.notBefore <= latest)) continue;
        if (!best || job.priority > best.priority || (job.priority === best.priority && job.order < best.order)) {
          best = job;
        }
      }
      return best;
    },
    nextDue({ client, model }) {
      let due: number | undefined;
      for (const job of queued.values()) {
        if (job.client !== client || job.model !== model) continue;
        due = Math.min(due ?? job.notBefore, job.notBefore);
      }
      return due;
    },
    list(states, after, limit) {
      const listed: Job[] = [];
      for (const job of jobs.values()) {
        if (listed.length === limit) break;
        if (job.order > after && states.includes(job.state)) listed.push(job);
      }
      return listed;
    },
    costs: (since, after) =>
      [...jobs.values()]
        .filter(({ createdAt, order }) => createdAt > since && order > after)
        .map((job) => ({ key: job.key, cost: costOf(job) })),
    read(name) {
      const value = values.get(name);
      return value === undefined ? undefined : JSON.parse(value);
    },
    write(name, value) {
      set(values, name, JSON.stringify(value));
    },
    readFile: (name) => files.get(name),
    writeFile(name, bytes) {
      set(files, name, bytes);
    },
    deleteFile(name) {
      set(files, name, undefined);
    },
  };

  return {
    isVolatile: true,
    transaction(work) {
      const run = last.then(async () => {
        undo = [];
        try {
          return await work(transaction);
        } catch (error) {
          for (const step of undo.reverse()) step();
          throw error;
        } finally {
          undo = [];
        }
      });
      last = run.catch(() => {});
      return run;
    },
    async close() {},
  };
}

function restore<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
