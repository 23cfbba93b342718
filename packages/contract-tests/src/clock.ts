import type { Clock } from "@seedream-clients/core";

/** Waits are shorter than this, limits on time longer. */
const longestWait = 60_000;

/** When every test begins: some weeks before the links of the fixtures would have ended. */
const start = Date.UTC(2025, 11, 1);

/** A clock on which every wait is over at once, and no time limit ever comes. */
export function hastyClock(): Clock {
  let now = start;
  return {
    now: () => now,
    after(ms, callback) {
      let cancelled = false;
      if (ms < longestWait) {
        queueMicrotask(() => {
          if (cancelled) return;
          now += ms;
          callback();
        });
      }
      return () => {
        cancelled = true;
      };
    },
  };
}
