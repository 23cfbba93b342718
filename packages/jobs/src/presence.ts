import type { Clock } from "@seedream-clients/core";
import type { Sharing } from "./store.ts";

/** What a worker that is there does. */
export interface Attendance {
  readonly clock: Clock;
  /** Says that the worker is alive, and looks for work. */
  readonly lookAround: () => Promise<void>;
  readonly look: () => Promise<void>;
  readonly fail: (cause: unknown) => void;
}

/** Holds the lease of a worker, which says three times in it that it is alive, and looks when another one asks for it. */
export function keepPresent(sharing: Sharing, { clock, lookAround, look, fail }: Attendance): { end(): Promise<void> } {
  let isOver = false;
  let cancel = () => {};
  let last: Promise<void> = Promise.resolve();
  const schedule = () => {
    cancel = clock.after(sharing.lease / 3, () => {
      // No failure of the run: if the database stays away, the next claim ends it.
      last = lookAround()
        .catch(() => {})
        .then(() => {
          if (!isOver) schedule();
        });
    });
  };
  schedule();
  const watching = sharing.watch(async () => {
    if (!isOver) await look();
  });
  watching.catch(fail);
  return {
    async end() {
      isOver = true;
      cancel();
      await last;
      const unwatch = await watching.catch(() => async () => {});
      await unwatch();
    },
  };
}
