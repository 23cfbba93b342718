import type { Clock } from "@seedream-clients/core";

/** Start of a virtual clock, weeks before the links in the fixtures expire. */
export const start = Date.UTC(2025, 11, 1);

/** Time-outs for calls on a {@link virtualClock}, in ms. Their odd lengths distinguish them from waits. */
export const timeouts = { total: 299_993, idle: 59_999 } as const;

/**
 * A clock that needs no real time. The length of a timer decides whether it is a wait or a time-out. Waits end at once.
 * Time-outs expire when the waits, or `advance()`, add up to their length.
 */
export interface VirtualClock extends Clock {
  /** Moves the time forward. Runs the timers that expire on the way, in their order. */
  advance(ms: number): void;
  /** Number of timers that are set. */
  readonly pending: number;
  /** Length of every wait so far, in ms. */
  readonly waits: readonly number[];
}

export interface VirtualClockOptions {
  /** Lengths of time-outs besides {@link timeouts}, in ms. */
  readonly timeouts?: readonly number[];
  /** Longer timers are time-outs too, in ms. Default: no limit. */
  readonly longestWait?: number;
  /** Whether waits end only by `advance()`. Default: false. */
  readonly paused?: boolean;
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const { timeouts: others = [], longestWait = Number.POSITIVE_INFINITY, paused = false } = options;
  const known: ReadonlySet<number> = new Set([timeouts.total, timeouts.idle, ...others]);
  const timers = new Set<Timer>();
  const waits: number[] = [];
  let now = start;

  /** Runs the timer that expires first, if it expires by `end`. Returns whether one did. */
  function runFirst(end: number): boolean {
    const [first] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
    if (!first) return false;
    timers.delete(first);
    now = Math.max(now, first.due);
    first.callback();
    return true;
  }

  /** Runs the timers up to a wait one at a time, because a time-out before it may cancel the wait. */
  function endWait(timer: Timer): void {
    setImmediate(() => {
      if (timers.has(timer) && runFirst(timer.due)) endWait(timer);
    });
  }

  return {
    now: () => now,
    after(ms, callback) {
      const timer = { due: now + ms, callback };
      timers.add(timer);
      if (ms <= longestWait && !known.has(ms)) {
        waits.push(ms);
        if (!paused) endWait(timer);
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
