import type { Clock } from "../contract/options.ts";

/** Longest delay of a timer, in ms. A longer one would fire at once. */
const longestTimer = 2_147_483_647;

/** The real clock. Looks up timers at each use, so that fake timers installed later apply. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback, { background = false } = {}) {
    const timer = setTimeout(callback, Math.min(ms, longestTimer));
    // Browsers, Workers and Deno return a number.
    if (background && typeof timer === "object") timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Waits. Rejects with the reason of `signal` as soon as it aborts, and clears the timer. */
export function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const cancel = clock.after(ms, () => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
    function onAbort() {
      cancel();
      reject(signal.reason);
    }
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
