import type { Job } from "./job.ts";

/** Notifies listeners of changed jobs. */
export interface Changes {
  readonly notify: (job: Job) => void;
  /** Yields jobs as they change, until `end()`, `fail()` or until the loop is left. */
  readonly listen: () => AsyncGenerator<Job, void>;
  /** Ends all loops, including later ones. */
  readonly end: () => void;
  /** Makes all loops throw, including later ones, until `forget()`. */
  readonly fail: (failure: Failure) => void;
  /** Lets loops begin again after a failure. Returns whether a loop has thrown the failure. */
  readonly forget: () => boolean;
}

/** A thrown value, of any type. */
export interface Failure {
  readonly cause: unknown;
}

interface Listener {
  readonly jobs: Map<string, Job>;
  wake: () => void;
  failure: Failure | undefined;
}

/** Creates {@link Changes}. A slow listener gets only the newest state of each job. */
export function createChanges(): Changes {
  const listeners = new Set<Listener>();
  let isOver = false;
  let lastFailure: Failure | undefined;
  let isTold = false;
  return {
    notify(job) {
      for (const listener of listeners) {
        listener.jobs.set(job.key, job);
        listener.wake();
      }
    },
    listen() {
      // Registered at once, so that the loop misses no change before its first read.
      const listener: Listener = { jobs: new Map(), wake: () => {}, failure: lastFailure };
      listeners.add(listener);
      return read();
      async function* read(): AsyncGenerator<Job, void> {
        try {
          for (;;) {
            for (const [key, job] of listener.jobs) {
              listener.jobs.delete(key);
              yield job;
            }
            if (listener.failure) {
              isTold = true;
              throw listener.failure.cause;
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
    fail(failure) {
      lastFailure = failure;
      isTold = false;
      for (const listener of listeners) {
        listener.failure = failure;
        listener.wake();
      }
    },
    forget() {
      lastFailure = undefined;
      return isTold;
    },
  };
}
