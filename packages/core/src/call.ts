import { abortable } from "./abortable.ts";
import type { Clock } from "./clock.ts";
import type { Timeouts } from "./contract.ts";

/** Why a call was ended from this side. The reason of {@link Call.signal}. */
export class CallEnded extends Error {
  readonly by: "caller" | "total" | "idle";
  readonly limit: number;

  constructor(by: CallEnded["by"], limit: number, cause?: unknown) {
    super(by, { cause });
    this.by = by;
    this.limit = limit;
  }
}

/** One call from its start to its end: its limits in time, its signal and its id. */
export interface Call {
  readonly clientRequestId: string;
  /** Aborts with a {@link CallEnded}. */
  readonly signal: AbortSignal;
  /** Milliseconds left of the total. */
  remaining(): number;
  /** Waits for the other side, within the idle limit. */
  hear<T>(promise: Promise<T>): Promise<T>;
  /** Stops the timers and lets go of the caller's signal. */
  end(): void;
}

export interface CallSettings {
  readonly clientRequestId: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly timeouts: Required<Timeouts>;
}

export function startCall({ clientRequestId, clock, signal, timeouts: { total, idle } }: CallSettings): Call {
  const controller = new AbortController();
  const deadline = clock.now() + total;
  const onAbort = () => controller.abort(new CallEnded("caller", 0, signal?.reason));
  const cancelTotal = clock.after(total, () => controller.abort(new CallEnded("total", total)));
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();

  return {
    clientRequestId,
    signal: controller.signal,
    remaining: () => deadline - clock.now(),
    async hear(promise) {
      const cancel = clock.after(idle, () => controller.abort(new CallEnded("idle", idle)));
      try {
        return await abortable(promise, controller.signal);
      } finally {
        cancel();
      }
    },
    end() {
      cancelTotal();
      signal?.removeEventListener("abort", onAbort);
    },
  };
}
