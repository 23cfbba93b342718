import { CallEnded } from "./call.ts";
import { AbortedError, type ErrorDetails, type SeedreamError, TimeoutError } from "./errors.ts";
import { coded } from "./failure-code.ts";

/** What is known of the call that an error is about. */
export type Known = Pick<ErrorDetails, "provider" | "clientRequestId" | "requestId" | "task">;

/** The error for a call that this side ended, or the cause as it is if it was something else. */
export function callFailure(cause: unknown, known: Known, charged: "no" | "unknown"): unknown {
  if (cause instanceof Error && cause.name === "AbortError") {
    return new AbortedError("The call was aborted", { ...known, charged, cause });
  }
  return cause instanceof CallEnded ? callEnded(cause, known, charged) : cause;
}

function callEnded({ by, limit, cause }: CallEnded, known: Known, charged: "no" | "unknown"): SeedreamError {
  if (by === "caller") return new AbortedError("The call was aborted", { ...known, charged, cause });
  const seconds = `${limit / 1000} s (timeout.${by})`;
  const message = by === "total" ? `No complete answer within ${seconds}` : `The answer fell silent for ${seconds}`;
  return new TimeoutError(message, { ...known, charged });
}

/** Why something went wrong, for a sentence. */
export function reasonOf(cause: unknown): string {
  // Node's limit, not one of ours: an answer must begin within 5 minutes, whatever timeout was asked for.
  if (coded(cause).code === "UND_ERR_HEADERS_TIMEOUT") {
    return "Node's fetch gives an answer 5 minutes to begin; ask for fewer images, or pass a fetch with a longer headersTimeout (an undici Agent)";
  }
  // The error around it says whom it is about, once is enough.
  return cause instanceof Error ? cause.message.replace(/ \[[^\]]*\]$/, "") : String(cause);
}
