import { abortable } from "./abortable.ts";
import type { Clock } from "./clock.ts";

/** Waits; rejects with the reason of `signal` as soon as it aborts, and leaves no timer then. */
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
