import type { Clock } from "@seedream-clients/core";

/** Timers of a clock. A page does not need the time of day. */
export type Timers = Pick<Clock, "after">;

/** The real clock, in a form that is small enough for a page. */
export const pageClock: Timers = {
  after(ms, callback) {
    // A longer timer would fire at once.
    const timer = setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
