import type { TaskHandle } from "./contract.ts";
import type { GeneratedImage } from "./image.ts";

/** What an error knows beside its message. */
export interface ErrorDetails {
  provider?: string | undefined;
  status?: number | undefined;
  code?: string | undefined;
  requestId?: string | undefined;
  clientRequestId?: string | undefined;
  retryable?: boolean | undefined;
  charged?: "no" | "unknown" | undefined;
  raw?: unknown;
  images?: readonly GeneratedImage[] | undefined;
  task?: TaskHandle | undefined;
  cause?: unknown;
}

/**
 * Root of every error that a client throws. `name` tells the classes apart and survives minification; `isInstance`
 * holds across duplicate installs of the package, where `instanceof` does not.
 */
export class SeedreamError extends Error {
  /** Name of the class, which survives minification and tells classes of duplicate installs to be the same. */
  static readonly errorName: string = "SeedreamError";

  /** Provider that was called. */
  declare readonly provider?: string;
  /** HTTP status, where there was an answer. */
  declare readonly status?: number;
  /** The provider's error code, as a string whatever it is on the wire. */
  declare readonly code?: string;
  /** The provider's id of the call. */
  declare readonly requestId?: string;
  /** The client's id of the call. */
  declare readonly clientRequestId?: string;
  /** Whether sending the same request again is safe and may help: the provider did not accept this one. */
  readonly retryable: boolean = false;
  /** Whether the call may have been billed. */
  readonly charged: "no" | "unknown" = "no";
  /** The decoded body of the answer. */
  declare readonly raw?: unknown;
  /** Images that had arrived before the error: paid for, and yours. */
  readonly images: readonly GeneratedImage[] = [];
  /** The task that the submission became; waiting for it can be taken up again. */
  declare readonly task?: TaskHandle;

  constructor(message: string, details: ErrorDetails = {}) {
    const { cause, ...known } = details;
    const about = [
      known.provider,
      known.status && `HTTP ${known.status}`,
      known.code,
      known.requestId && `request ${known.requestId}`,
      known.clientRequestId && `client request ${known.clientRequestId}`,
    ].filter(Boolean);
    super(about[0] ? `${message} [${about.join(", ")}]` : message, cause === undefined ? undefined : { cause });
    complete(this, known);
    Object.defineProperty(this, "name", { value: new.target.errorName });
  }

  /** Whether a value is an error of this class, also when another copy of the package made it. */
  static isInstance<T>(this: { readonly prototype: T; readonly errorName: string }, value: unknown): value is T {
    let type: unknown = value instanceof Error && value.constructor;
    while (typeof type === "function" && "errorName" in type) {
      if (type.errorName === this.errorName) return true;
      type = Object.getPrototypeOf(type);
    }
    return false;
  }
}

/** Adds to an error what was learnt after it was made. */
export function complete<E extends SeedreamError>(error: E, details: Omit<ErrorDetails, "cause">): E {
  for (const [key, value] of Object.entries(details)) {
    if (value !== undefined) Object.defineProperty(error, key, { value, enumerable: true, configurable: true });
  }
  return error;
}

/** The key is missing, malformed or refused (401). */
export class AuthenticationError extends SeedreamError {
  static override readonly errorName = "AuthenticationError";
  declare readonly name: "AuthenticationError";
}

/** The account is out of funds or overdue (402, and 403 on Ark). */
export class PaymentRequiredError extends SeedreamError {
  static override readonly errorName = "PaymentRequiredError";
  declare readonly name: "PaymentRequiredError";
}

/** The key may not do this (403). */
export class PermissionDeniedError extends SeedreamError {
  static override readonly errorName = "PermissionDeniedError";
  declare readonly name: "PermissionDeniedError";
}

/** No such model, endpoint, task or address, or the model is not activated for the account (404). */
export class NotFoundError extends SeedreamError {
  static override readonly errorName = "NotFoundError";
  declare readonly name: "NotFoundError";
}

/** Too many requests, or the provider is overloaded (429). Nothing was accepted. */
export class RateLimitError extends SeedreamError {
  static override readonly errorName = "RateLimitError";
  declare readonly name: "RateLimitError";
}

/** Moderation refused the prompt, a reference image or the image made. */
export class ContentPolicyError extends SeedreamError {
  static override readonly errorName = "ContentPolicyError";
  declare readonly name: "ContentPolicyError";
  /** What was refused. */
  get subject(): "prompt" | "input-image" | "output-image" | "unknown" {
    const code = this.code ?? "";
    if (/output/i.test(code)) return "output-image";
    if (/inputimage/i.test(code)) return "input-image";
    return /inputtext|prompt/i.test(code) ? "prompt" : "unknown";
  }
}

/** The request breaks a rule: found here before it was sent (no `status`), or by the provider (400, 413, 422). */
export class InvalidRequestError extends SeedreamError {
  static override readonly errorName = "InvalidRequestError";
  declare readonly name: "InvalidRequestError";
}

/** The provider failed (5xx) in a way that is known to have accepted nothing, or outside a paid submission. */
export class ServerError extends SeedreamError {
  static override readonly errorName = "ServerError";
  declare readonly name: "ServerError";
}

/** The provider could not be reached, so nothing was sent; or it pointed elsewhere, which is not followed. */
export class ConnectionError extends SeedreamError {
  static override readonly errorName = "ConnectionError";
  declare readonly name: "ConnectionError";
}

/** A limit of {@link Timeouts} passed. Behind an {@link OutcomeUnknownError} as its cause when a submission was out. */
export class TimeoutError extends SeedreamError {
  static override readonly errorName = "TimeoutError";
  declare readonly name: "TimeoutError";
}

/** The caller's signal ended the call. A submission that was out by then may still be billed: see `charged`. */
export class AbortedError extends SeedreamError {
  static override readonly errorName = "AbortedError";
  declare readonly name: "AbortedError";
}

/**
 * A submission went out and its fate is not known: the socket dropped, time ran out, the provider answered 500, 502
 * or 504, or the answer could not be read. It may have been billed, and is never sent again by the client. Ask the
 * provider with `requestId` or `clientRequestId` before repeating it.
 */
export class OutcomeUnknownError extends SeedreamError {
  static override readonly errorName = "OutcomeUnknownError";
  declare readonly name: "OutcomeUnknownError";
}

/** A stream ended before its `completed` event. `images` has what arrived; more may have been made and billed. */
export class StreamInterruptedError extends SeedreamError {
  static override readonly errorName = "StreamInterruptedError";
  declare readonly name: "StreamInterruptedError";
}

/** The provider took the task and failed at it. */
export class TaskFailedError extends SeedreamError {
  static override readonly errorName = "TaskFailedError";
  declare readonly name: "TaskFailedError";
}

/** The wait for a task ended before the task did. Nothing is lost: `task` is the handle to wait with again. */
export class TaskTimeoutError extends SeedreamError {
  static override readonly errorName = "TaskTimeoutError";
  declare readonly name: "TaskTimeoutError";
}

/** An image could not be fetched from its link: expired, refused, too large, or at an address that is not allowed. */
export class DownloadError extends SeedreamError {
  static override readonly errorName = "DownloadError";
  declare readonly name: "DownloadError";
}
