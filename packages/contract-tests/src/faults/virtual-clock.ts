import type { Clock } from "@seedream-clients/core";

/** Limits on time for a call on a {@link virtualClock}, which tells them from waits by their length. */
export const limits = { total: 299_993, idle: 59_999 } as const;

/** When a virtual clock begins, unless told otherwise. */
export const start = Date.UTC(2026, 10, 20);

/** A clock on which time passes only while the client waits: then at once, to the end of the wait. */
export interface VirtualClock extends Clock {
  /** Lets time pass otherwise; what falls due on the way runs in its order. */
  advance(ms: number): void;
  /** Timers that are set. */
  readonly pending: number;
  /** Every wait that began, in milliseconds. */
  readonly waits: readonly number[];
}

export interface VirtualClockOptions {
  /** Further lengths that are limits and no waits. */
  readonly limits?: readonly number[];
  readonly start?: number;
  /** Whether waits stand still until `advance()`. */
  readonly still?: boolean;
}

export function virtualClock({
  limits: more = [],
  start: begin = start,
  still,
}: VirtualClockOptions = {}): VirtualClock {
  let now = begin;
  const known: ReadonlySet<number> = new Set([limits.total, limits.idle, ...more]);
  const timers = new Set<{ readonly due: number; readonly callback: () => void }>();
  const waits: number[] = [];

  /** Runs the timer that is due first, if that is before `end`. */
  function runFirst(end: number): boolean {
    const [first] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
    if (!first) return false;
    timers.delete(first);
    now = Math.max(now, first.due);
    first.callback();
    return true;
  }

  return {
    now: () => now,
    after(ms, callback) {
      const timer = { due: now + ms, callback };
      timers.add(timer);
      if (!known.has(ms)) {
        waits.push(ms);
        // One at a time: a limit that passes on the way may end the wait.
        const pass = () => {
          if (timers.has(timer) && runFirst(timer.due)) setImmediate(pass);
        };
        if (!still) setImmediate(pass);
      }
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      while (runFirst(end));
      now = end;
    },
    get pending() {
      return timers.size;
    },
    waits,
  };
}
