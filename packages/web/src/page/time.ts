import type { Clock } from "@seedream-clients/core";

/** The real clock, in a form that is small enough for a page. */
export const pageClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    // A timer that is set beyond this fires at once.
    const timer = setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

/** Returns what `work` comes to, or `undefined` after `ms`. */
export function within<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(undefined));
    work.then(resolve, reject).finally(cancel);
  });
}

/** Waits `ms`, or until `signal` aborts, which it has not yet. */
export function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, done);
    function done() {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
