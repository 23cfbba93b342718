import type { Clock } from "@seedream-clients/core";

/** Waits are shorter than this, limits on time are not. */
const longestWait = 60_000;

/** When every test begins: some weeks before the links of the fixtures would have ended. */
const start = Date.UTC(2025, 11, 1);

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock on which every wait is over at once; a time limit comes when the waits add up to it. */
export function hastyClock(): Clock {
  let now = start;
  const timers = new Set<Timer>();

  function pass(timer: Timer): void {
    timers.delete(timer);
    now = Math.max(now, timer.due);
    timer.callback();
  }

  return {
    now: () => now,
    after(ms, callback) {
      const timer = { due: now + ms, callback };
      timers.add(timer);
      if (ms < longestWait) {
        queueMicrotask(() => {
          if (!timers.has(timer)) return;
          const earlier = [...timers].filter(({ due }) => due < timer.due).sort((a, b) => a.due - b.due);
          for (const each of [...earlier, timer]) if (timers.has(each)) pass(each);
        });
      }
      return () => {
        timers.delete(timer);
      };
    },
  };
}
