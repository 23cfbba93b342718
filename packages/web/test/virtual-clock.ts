import type { Clock } from "@seedream-clients/core";

/** A clock that moves only by `advance`, and knows which timers are set. */
export interface VirtualClock extends Clock {
  /** Advances the time, runs the timers that become due, and waits for the work that follows. */
  advance(ms: number): Promise<void>;
  /** Timers that are set. */
  readonly pending: number;
}

export function virtualClock(start = 1_790_000_000_000): VirtualClock {
  let now = start;
  const timers = new Set<{ due: number; callback: () => void }>();
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { due: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    get pending() {
      return timers.size;
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (!next) break;
        timers.delete(next);
        now = next.due;
        next.callback();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
