import { InvalidRequestError } from "../contract/errors.ts";
import type { Clock, Hooks } from "../contract/options.ts";
import type { Redact } from "../errors/redact.ts";

/** How far the submission of a call got. `charged` rests on this fact alone. */
export type Submission = "unsent" | "sent" | "accepted";

/** Why this side ended a call. The reason of {@link Call.signal}. */
export class CallEnded extends Error {
  /** The caller, or the option whose limit passed, for example `"timeout.idle"`. */
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
  /** Whether a response was left before its end. */
  hasUnread: boolean;
  /** Returns the rest of the total, in ms. */
  remaining(): number;
  /** Settles as `work` does, or rejects as soon as the call ends, even if `work` does not listen to the signal. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Awaits I/O as {@link race} does; ends the call after `timeout.idle` ms without data. */
  receive<T>(io: Promise<T>): Promise<T>;
  /** Clears the timers and stops listening to the caller's signals. Aborts where a response was left unread. */
  end(): void;
}

export interface CallSettings {
  readonly clientRequestId: string;
  readonly clock: Clock;
  readonly hooks?: Hooks | undefined;
  /** Any of them ends the call. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** From JavaScript, they may be anything. */
  readonly timeouts: { readonly total: number; readonly idle: number };
  /** The options that they come from. */
  readonly names: readonly [total: string, idle: string];
  readonly provider?: string | undefined;
  /** Whether the total is a timer that need not keep the process alive. */
  readonly background?: boolean | undefined;
  /** For errors of the I/O: a fetch may quote the request in them. */
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
  // One set for the whole call: a listener on the signal for each piece of a response would cost more than reading it.
  const waiting = new Set<(reason: unknown) => void>();
  const abort = (reason: CallEnded) => {
    controller.abort(reason);
    for (const reject of waiting) reject(controller.signal.reason);
  };
  // Before the timer: what is not a signal must not leave one behind.
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
      // With node-fetch 2, to close its stream leaves the connection open.
      if (call.hasUnread) controller.abort(new CallEnded("caller", 0));
    },
  };
  return call;
}

function checkLimit(name: string, limit: unknown, provider: string | undefined): void {
  if (typeof limit === "number" && limit > 0) return;
  throw new InvalidRequestError(`${name} is ${String(limit)}; it must be a positive number of ms`, { provider });
}
