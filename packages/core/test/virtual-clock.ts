import type { Clock } from "../src/contract/options.ts";

/** A clock that only `advance()` moves, and that counts its timers. */
export interface VirtualClock extends Clock {
  /** Moves the clock on, runs the timers that fall due on the way, and lets their effects settle. */
  advance(ms: number): Promise<void>;
  /** Number of timers that are set. */
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
