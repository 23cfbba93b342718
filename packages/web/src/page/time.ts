import type { Clock } from "@seedream-clients/core";

/** What of a clock a page needs: none of its waits goes by the time of day. */
export type Timers = Pick<Clock, "after">;

/** The real clock, in a form that is small enough for a page. */
export const pageClock: Timers = {
  after(ms, callback) {
    // A timer that is set beyond this fires at once.
    const timer = setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
