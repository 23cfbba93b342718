import type { Clock } from "@seedream-clients/core";

/** The real clock. Looks the timers up when used, so that fake ones installed later count. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Waits; an aborted signal ends the wait early, so that nobody's timer outlives the connection it was for. */
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
