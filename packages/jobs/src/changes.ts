import type { Job } from "./job.ts";

/** Tells listeners of changes. */
export interface Changes {
  readonly notify: (job: Job) => void;
  /** Yields jobs as they change, until `end()` or until the loop is left. */
  readonly listen: () => AsyncGenerator<Job, void>;
  readonly end: () => void;
}

/** Creates {@link Changes}. A listener that is slow gets the newest state of each job, not all between. */
export function createChanges(): Changes {
  const listeners = new Set<{ readonly jobs: Map<string, Job>; wake: () => void }>();
  let isOver = false;
  return {
    notify(job) {
      for (const listener of listeners) {
        listener.jobs.set(job.key, job);
        listener.wake();
      }
    },
    listen() {
      // Registered at once: what changes before the first read is not missed.
      const listener = { jobs: new Map<string, Job>(), wake: () => {} };
      listeners.add(listener);
      return read();
      async function* read(): AsyncGenerator<Job, void> {
        try {
          for (;;) {
            for (const [key, job] of listener.jobs) {
              listener.jobs.delete(key);
              yield job;
            }
            if (isOver) return;
            await new Promise<void>((resolve) => {
              listener.wake = resolve;
              if (listener.jobs.size > 0 || isOver) resolve();
            });
          }
        } finally {
          listeners.delete(listener);
        }
      }
    },
    end() {
      isOver = true;
      for (const listener of listeners) listener.wake();
    },
  };
}
