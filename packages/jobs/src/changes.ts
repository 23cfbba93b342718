import type { Job } from "./job.ts";

/** Notifies listeners of changed jobs. */
export interface Changes {
  readonly notify: (job: Job) => void;
  /** Yields jobs as they change, until `end()` or until the loop is left. */
  readonly listen: () => AsyncGenerator<Job, void>;
  /** Ends all loops, including later ones. */
  readonly end: () => void;
}

interface Listener {
  readonly jobs: Map<string, Job>;
  wake: () => void;
}

/** Creates {@link Changes}. A slow listener gets only the newest state of each job. */
export function createChanges(): Changes {
  const listeners = new Set<Listener>();
  let isOver = false;
  return {
    notify(job) {
      for (const listener of listeners) {
        listener.jobs.set(job.key, job);
        listener.wake();
      }
    },
    listen() {
      // Registered at once, so that the loop misses no change before its first read.
      const listener: Listener = { jobs: new Map(), wake: () => {} };
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
            });
          }
        } finally {
          listeners.delete(listener);
        }
      }
    },
    end() {
      isOver = true;
      for (const { wake } of listeners) wake();
    },
  };
}
