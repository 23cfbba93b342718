import type { Clock } from "../contract/options.ts";

/** Longest time that a timer can be set to. Beyond it, a timer would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** The real clock. Looks timers up when it is used, so that fake timers installed later apply. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback, { background = false } = {}) {
    const timer = setTimeout(callback, Math.min(ms, longestTimer));
    // Browsers, Workers and Deno return a number.
    if (background && typeof timer === "object") timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Waits; rejects with the reason of `signal` as soon as it aborts, and then leaves no timer. */
export async function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let cancel = () => {};
  const slept = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  try {
    await abortable(slept, signal);
  } finally {
    cancel();
  }
}

/** Settles as `promise` does, or rejects as soon as `signal` aborts, even if the work behind `promise` goes on. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const removeListener = () => signal.removeEventListener("abort", onAbort);
    const onAbort = () => {
      removeListener();
      reject(signal.reason);
    };
    signal.addEventListener("abort", onAbort);
    promise.then(resolve, reject).then(removeListener);
    if (signal.aborted) onAbort();
  });
}
