import { InvalidRequestError } from "../contract/errors.ts";
import type { Clock, Hooks } from "../contract/options.ts";
import type { Redact } from "../errors/redact.ts";

/** How far the submission of a call got. `charged` depends on this alone. */
export type Submission = "unsent" | "sent" | "accepted";

/** Reason why the client ended a call: the reason of {@link Call.signal}. */
export class CallEnded extends Error {
  /** `"caller"`, or the option of the limit that passed, for example `"timeout.idle"`. */
  readonly by: string;
  /** The limit that passed, in ms. */
  readonly limit: number;

  constructor(by: string, limit: number, cause?: unknown) {
    super(by, { cause });
    this.by = by;
    this.limit = limit;
  }
}

/** One call: its id, its signal, its time limits, and how far its submission got. */
export interface Call {
  readonly clientRequestId: string;
  /** Hooks of the options of the call. */
  readonly hooks: Hooks;
  /** Aborts with a {@link CallEnded}. */
  readonly signal: AbortSignal;
  submission: Submission;
  /** Whether a response was abandoned before its end. */
  hasUnread: boolean;
  /** Returns the time until `timeout.total` passes, in ms. */
  remaining(): number;
  /** Settles as `work` does, or rejects as soon as the call ends, even if `work` does not listen to the signal. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Awaits I/O as {@link race} does; ends the call after `timeout.idle` ms without data. */
  receive<T>(io: Promise<T>): Promise<T>;
  /** Clears the timers and stops listening to the caller's signals. Aborts if a response was abandoned. */
  end(): void;
}

export interface CallSettings {
  readonly clientRequestId: string;
  readonly clock: Clock;
  readonly hooks?: Hooks | undefined;
  /** Any of them ends the call. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** JavaScript callers may pass any value. */
  readonly timeouts: { readonly total: number; readonly idle: number };
  /** Names of the options that set them. */
  readonly names: readonly [total: string, idle: string];
  readonly provider?: string | undefined;
  /** Whether the total is a timer that need not keep the process alive. */
  readonly background?: boolean | undefined;
  /** Redacts errors of the I/O, because a `fetch` may quote the request in them. */
  readonly redact: Redact;
}

/** @throws {InvalidRequestError} for a time-out that is not a positive number. */
export function startCall({
  clientRequestId,
  clock,
  hooks = {},
  signals,
  timeouts: { total, idle },
  names: [totalName, idleName],
  provider,
  background = false,
  redact,
}: CallSettings): Call {
  checkLimit(totalName, total, provider);
  checkLimit(idleName, idle, provider);
  const controller = new AbortController();
  const deadline = clock.now() + total;
  // One set for the whole call, because a listener for each piece of a response would cost more than reading it.
  const waiting = new Set<(reason: unknown) => void>();
  const abort = (reason: CallEnded) => {
    controller.abort(reason);
    for (const reject of waiting) reject(controller.signal.reason);
  };
  // Before the timer starts: a value that is not a signal throws here, and must not leave a timer behind.
  const stops = signals.map((signal) => {
    const onAbort = () => abort(new CallEnded("caller", 0, signal?.reason));
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted) onAbort();
    return () => signal?.removeEventListener("abort", onAbort);
  });
  const cancelTotal = clock.after(total, () => abort(new CallEnded(totalName, total)), { background });

  function race<T>(work: Promise<T>, cancelTimer = () => {}): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        cancelTimer();
        waiting.delete(fail);
      };
      const fail = (failure: unknown) => {
        settle();
        reject(redact(failure));
      };
      waiting.add(fail);
      work.then((value) => {
        settle();
        resolve(value);
      }, fail);
      if (controller.signal.aborted) fail(controller.signal.reason);
    });
  }

  const call: Call = {
    clientRequestId,
    hooks,
    signal: controller.signal,
    submission: "unsent",
    hasUnread: false,
    remaining: () => deadline - clock.now(),
    race,
    receive: (io) =>
      race(
        io,
        clock.after(idle, () => abort(new CallEnded(idleName, idle))),
      ),
    end() {
      cancelTotal();
      for (const stop of stops) stop();
      // In node-fetch 2, closing the stream leaves the connection open.
      if (call.hasUnread) controller.abort(new CallEnded("caller", 0));
    },
  };
  return call;
}

function checkLimit(name: string, limit: unknown, provider: string | undefined): void {
  if (typeof limit === "number" && limit > 0) return;
  throw new InvalidRequestError(`${name} is ${String(limit)}; it must be a positive number of ms`, { provider });
}
