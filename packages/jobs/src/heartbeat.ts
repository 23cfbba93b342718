import type { Clock } from "@seedream-clients/core";
import type { Sharing } from "./store.ts";

/** Options of {@link startHeartbeat}. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  /** Renews the lease, and looks for work. */
  readonly beat: () => Promise<void>;
  readonly look: () => Promise<void>;
  readonly fail: (cause: unknown) => void;
}

/** Renews the lease of a worker three times in its length, and looks for work when another worker asks for that. */
export function startHeartbeat(
  sharing: Sharing,
  { clock, beat, look, fail }: HeartbeatOptions,
): { end(): Promise<void> } {
  let isOver = false;
  let cancel = () => {};
  let last: Promise<void> = Promise.resolve();
  const schedule = () => {
    cancel = clock.after(sharing.lease / 3, () => {
      // A failed renewal does not fail the run: if the database stays unreachable, the next claim does.
      last = beat()
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
