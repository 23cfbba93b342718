import type { Clock } from "@seedream-clients/core";

/** Longest time of a timer in ms, 24 days; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The real clock. Reads the global timers at each call, so that fake timers installed later apply. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};

/** Waits `ms`, or until the signal aborts, so that no timer outlives its connection. */
export function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = clock.after(ms, end);
    signal.addEventListener("abort", end, { once: true });
    function end() {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    }
  });
}
