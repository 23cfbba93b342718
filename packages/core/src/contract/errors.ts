import type { GeneratedImage } from "./image.ts";
import type { TaskHandle } from "./task.ts";

/** Facts that an error carries beside its message. */
export interface ErrorDetails {
  provider?: string | undefined;
  status?: number | undefined;
  code?: string | undefined;
  requestId?: string | undefined;
  clientRequestId?: string | undefined;
  reason?: string | undefined;
  retryAfter?: number | undefined;
  retryable?: boolean | undefined;
  charged?: "no" | "unknown" | undefined;
  raw?: unknown;
  images?: readonly GeneratedImage[] | undefined;
  task?: TaskHandle | undefined;
  cause?: unknown;
}

/**
 * Base class of every error that a client throws. `name` is the name of the class and survives minification.
 * `isInstance` recognises a class across duplicate installs of the package, where `instanceof` does not.
 */
export class SeedreamError extends Error {
  /** Name of the class: the same after minification and in duplicate installs. */
  static readonly errorName: string = "SeedreamError";

  /** Provider that was called. */
  declare readonly provider?: string;
  /** HTTP status, if there was a response. */
  declare readonly status?: number;
  /** The provider's error code, as a string even where the provider sends a number. */
  declare readonly code?: string;
  /** The provider's id of the call. */
  declare readonly requestId?: string;
  /** The client's id of the call. */
  declare readonly clientRequestId?: string;
  /** The provider's words alone, without ids: fit for a person. */
  declare readonly reason?: string;
  /** How long the provider asks to wait before the next request, in ms. */
  declare readonly retryAfter?: number;
  /** Whether the same request may be sent again: the provider did not accept this one, and a repeat may help. */
  readonly retryable: boolean = false;
  /** Whether the call may have been billed. */
  readonly charged: "no" | "unknown" = "no";
  /** The decoded body of the response. */
  declare readonly raw?: unknown;
  /** Images that arrived before the error. They are paid for. */
  readonly images: readonly GeneratedImage[] = [];
  /** The task that the submission became. You can wait for it again. */
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

  /** Returns the facts for a log or a front end. Has no stack and no raw response. */
  toJSON(): object {
    const { name, message, raw: _, ...facts } = this;
    return { name, message, ...facts };
  }

  /** Whether a value is an error of this class, even from another copy of the package. */
  static isInstance<C extends { readonly prototype: unknown; readonly errorName: string }>(
    this: C,
    value: unknown,
  ): value is C["prototype"] {
    let type: unknown = value instanceof Error && value.constructor;
    while (typeof type === "function" && "errorName" in type) {
      if (type.errorName === this.errorName) return true;
      type = Object.getPrototypeOf(type);
    }
    return false;
  }
}

/** Adds facts to an error after it was created. */
export function complete<E extends SeedreamError>(error: E, details: Omit<ErrorDetails, "cause">): E {
  for (const [key, value] of Object.entries(details)) {
    if (value !== undefined) Object.defineProperty(error, key, { value, enumerable: true, configurable: true });
  }
  return error;
}

/** The API key is missing, malformed or refused (401). */
export class AuthenticationError extends SeedreamError {
  static override readonly errorName = "AuthenticationError";
  declare readonly name: "AuthenticationError";
}

/** The account is out of funds or overdue (402, and 403 on Ark). */
export class PaymentRequiredError extends SeedreamError {
  static override readonly errorName = "PaymentRequiredError";
  declare readonly name: "PaymentRequiredError";
}

/** The API key does not have the permission (403). */
export class PermissionDeniedError extends SeedreamError {
  static override readonly errorName = "PermissionDeniedError";
  declare readonly name: "PermissionDeniedError";
}

/** The model, endpoint, task or address does not exist, or the model is not activated for the account (404). */
export class NotFoundError extends SeedreamError {
  static override readonly errorName = "NotFoundError";
  declare readonly name: "NotFoundError";
}

/** Too many requests, or the provider is overloaded (429). Nothing was accepted. */
export class RateLimitError extends SeedreamError {
  static override readonly errorName = "RateLimitError";
  declare readonly name: "RateLimitError";
}

/** Moderation refused the prompt, a reference image or the generated image. */
export class ContentPolicyError extends SeedreamError {
  static override readonly errorName = "ContentPolicyError";
  declare readonly name: "ContentPolicyError";
  /** The refused part. */
  get subject(): "prompt" | "input-image" | "output-image" | "unknown" {
    const code = this.code ?? "";
    if (/output/i.test(code)) return "output-image";
    if (/inputimage/i.test(code)) return "input-image";
    return /inputtext|prompt/i.test(code) ? "prompt" : "unknown";
  }
}

/** The request breaks a rule: of the client, before it was sent (no `status`), or of the provider (400, 413, 422). */
export class InvalidRequestError extends SeedreamError {
  static override readonly errorName = "InvalidRequestError";
  declare readonly name: "InvalidRequestError";
}

/** The provider failed (5xx) and provably accepted nothing, or failed at a request that costs nothing. */
export class ServerError extends SeedreamError {
  static override readonly errorName = "ServerError";
  declare readonly name: "ServerError";
}

/** The provider could not be reached, so nothing was sent; or it redirected, and the client follows no redirects. */
export class ConnectionError extends SeedreamError {
  static override readonly errorName = "ConnectionError";
  declare readonly name: "ConnectionError";
}

/** A limit of `Timeouts` passed. After a submission was sent, it is the cause of an {@link OutcomeUnknownError}. */
export class TimeoutError extends SeedreamError {
  static override readonly errorName = "TimeoutError";
  declare readonly name: "TimeoutError";
}

/** The caller's signal ended the call. A submission that was sent by then may still be billed: see `charged`. */
export class AbortedError extends SeedreamError {
  static override readonly errorName = "AbortedError";
  declare readonly name: "AbortedError";
}

/**
 * A submission was sent and its outcome is unknown: the connection dropped, a time-out passed, the provider answered
 * 500, 502 or 504, or the response could not be read. It may have been billed, and the client never repeats it. Check
 * with the provider, by `requestId` or `clientRequestId`, before you send it again.
 */
export class OutcomeUnknownError extends SeedreamError {
  static override readonly errorName = "OutcomeUnknownError";
  declare readonly name: "OutcomeUnknownError";
}

/** A response broke off. `images` has those that arrived; more may have been made and billed. */
export class StreamInterruptedError extends SeedreamError {
  static override readonly errorName = "StreamInterruptedError";
  declare readonly name: "StreamInterruptedError";
}

/** The provider accepted the task, and the task failed. */
export class TaskFailedError extends SeedreamError {
  static override readonly errorName = "TaskFailedError";
  declare readonly name: "TaskFailedError";
}

/** The wait for a task ended before the task did. Nothing is lost: wait again with the handle in `task`. */
export class TaskTimeoutError extends SeedreamError {
  static override readonly errorName = "TaskTimeoutError";
  declare readonly name: "TaskTimeoutError";
}

/**
 * An image could not be read: its link expired, was refused or leads to a forbidden address, the connection failed, or
 * the content is too large or not an image. `retryable` says whether to read it again.
 */
export class DownloadError extends SeedreamError {
  static override readonly errorName = "DownloadError";
  declare readonly name: "DownloadError";
}
