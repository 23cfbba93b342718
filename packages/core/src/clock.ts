/** Time, as everything that waits or expires sees it; give your own to test without waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `callback` after `ms` milliseconds; the function that comes back cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** The longest time that a timer can be set to; beyond it, it would go off at once. */
const longest = 2 ** 31 - 1;

/** The real clock. Looks the timers up when used, so that fake ones installed later count. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, longest));
    return () => clearTimeout(timer);
  },
};
