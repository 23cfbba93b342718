import {
  AbortedError,
  ConnectionError,
  complete,
  type ErrorDetails,
  InvalidRequestError,
  OutcomeUnknownError,
  SeedreamError,
  ServerError,
  StreamInterruptedError,
  TaskFailedError,
  TaskTimeoutError,
  TimeoutError,
} from "../contract/errors.ts";
import { isObject } from "../response/json.ts";
import { CallEnded, type Submission } from "../transport/call.ts";
import { isAbortError, isError, RequestFailure, systemCodeOf, wasNeverSent } from "./failure.ts";
import { type Refusal, withoutIds } from "./refusal.ts";
import { ruleFor } from "./rules.ts";

/** Facts about a call that its error carries. */
export interface ErrorContext
  extends Pick<ErrorDetails, "provider" | "clientRequestId" | "requestId" | "task" | "images" | "raw"> {
  readonly submission: Submission;
}

/**
 * Converts any failure of a call into one error of the right class, with the facts of the call. Text from outside was
 * redacted before.
 */
export function toError(cause: unknown, { submission, ...facts }: ErrorContext): SeedreamError {
  const error = classify(cause, submission, facts);
  const { images = [], task } = facts;
  // Under a key, an earlier attempt of the refused request may have had a response: keep both.
  const isLater = facts.raw && cause instanceof RequestFailure && cause.refusal;
  const raw = isLater ? [facts.raw, error.raw].flat() : (error.raw ?? facts.raw);
  const known = { ...facts, raw, requestId: error.requestId ?? facts.requestId };
  // An earlier attempt under a key may have been accepted, even if the last one was refused.
  if (cause instanceof RequestFailure && submission !== "unsent") complete(error, { charged: "unknown" });
  if (error.name === "AbortedError") return complete(error, { ...known, charged: chargeOf(submission) });
  if (images.length > 0) {
    // The cause says more than the unknown outcome does.
    const reason = error.name === "OutcomeUnknownError" ? (error.cause ?? error) : error;
    const arrived = images.length === 1 ? "1 image" : `${images.length} images`;
    const message = `The response broke off after ${arrived}, and more may have been billed: ${brief(reason)}`;
    return new StreamInterruptedError(message, { ...facts, charged: "unknown", cause: reason });
  }
  if (task && error.name === "TimeoutError") {
    const message = `Task ${task.id} was not done in time; wait again with its handle: ${brief(error)}`;
    return new TaskTimeoutError(message, { ...facts, charged: "unknown", cause: error });
  }
  // The provider accepted the task, so another submission would make another task.
  if (task) return complete(error, { ...known, charged: "unknown", retryable: false });
  return complete(error, known);
}

/**
 * Runs a step that reads the caller's arguments.
 *
 * @throws {InvalidRequestError} when they cannot be read: a getter or a proxy may throw any value.
 */
export function reading<T>(provider: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw toError(cause, { provider, submission: "unsent" });
  }
}

/** Finds the class of an error. */
function classify(cause: unknown, submission: Submission, facts: ErrorDetails): SeedreamError {
  if (SeedreamError.isInstance(cause)) return cause;
  const failed = cause instanceof RequestFailure ? cause : undefined;
  const isFree = failed?.retry === "always";
  // Without the task: a refused poll, unlike an error within a poll, says nothing about it.
  if (failed?.refusal) return refusalError(failed.refusal, { ...facts, task: undefined }, isFree);
  const failure = failed ? failed.failure : cause;
  const details = { ...facts, cause: failure };
  const ended = failure instanceof CallEnded ? failure : undefined;
  if (ended ? ended.by === "caller" : isAbortError(failure)) {
    // With the caller's reason for the abort as the cause.
    return new AbortedError("The call was aborted", { ...facts, cause: ended ? ended.cause : failure });
  }
  if (failed && wasNeverSent(failure) && (isFree || submission === "unsent")) {
    const code = systemCodeOf(failure);
    const message = `${failed.origin} could not be reached (${code || brief(failure)}); nothing was sent`;
    return new ConnectionError(message, { ...details, retryable: true });
  }
  const timeout = ended && timeoutError(ended, facts, submission);
  if (submission === "unsent" || isFree || (timeout && facts.task)) {
    if (timeout) return timeout;
    if (failed) {
      const message = `The connection to ${failed.origin} failed: ${brief(failure)}`;
      return new ConnectionError(message, { ...details, retryable: true });
    }
  }
  if (submission === "unsent") {
    return new InvalidRequestError(`The request cannot be read: ${brief(failure)}`, details);
  }
  const state = failed
    ? `was sent to ${failed.origin}, and no response came`
    : "was accepted, and its response cannot be used";
  const message = `The request ${state}, so images may have been billed: ${brief(timeout ?? failure)}`;
  return new OutcomeUnknownError(message, { ...facts, charged: "unknown", cause: timeout ?? failure });
}

/**
 * Makes the error for a refusal, by the rules.
 *
 * @param isFree Whether the refused request costs nothing, or is one image of several.
 */
export function refusalError(refusal: Refusal, facts: ErrorDetails, isFree: boolean): SeedreamError {
  const rule = ruleFor(refusal);
  const { status, code, raw, requestId = facts.requestId } = refusal;
  // A provider explains a 404 in JSON, a server at a wrong address does not.
  const remedy = status === 404 && !isObject(raw) ? "; check baseURL" : "";
  const reason = (refusal.reason ?? `${facts.provider} returned no explanation`) + remedy;
  const { retryAfter } = refusal;
  const details = { ...facts, status, code, raw, requestId, retryAfter, reason: withoutIds(refusal.reason) };
  const isUncertain = rule.error === OutcomeUnknownError;
  const isFailure = isUncertain || rule.error === ServerError;
  if (facts.task) return new (isFailure ? TaskFailedError : rule.error)(reason, { ...details, charged: "unknown" });
  if (isFree)
    return new (isFailure ? ServerError : rule.error)(reason, { ...details, retryable: rule.retryable || isFailure });
  if (!isUncertain) return new rule.error(reason, { ...details, charged: rule.charged, retryable: rule.retryable });
  const message = `The outcome is unknown, and images may have been billed: ${reason}`;
  const cause = new ServerError(reason, { ...details, charged: "unknown" });
  return new OutcomeUnknownError(message, { ...details, charged: "unknown", cause });
}

function chargeOf(submission: Submission): "no" | "unknown" {
  return submission === "unsent" ? "no" : "unknown";
}

function timeoutError({ by, limit }: CallEnded, facts: ErrorDetails, submission: Submission): TimeoutError {
  const what = /idle/i.test(by) ? "No data for" : "No complete response within";
  return new TimeoutError(`${what} ${limit / 1000} s (${by})`, { ...facts, charged: chargeOf(submission) });
}

/** Describes a failure for a sentence, with its system code: `fetch` itself says only "fetch failed". */
export function brief(cause: unknown): string {
  const code = systemCodeOf(cause);
  if (code === "UND_ERR_HEADERS_TIMEOUT") {
    return "Node's fetch waits 5 minutes; ask for fewer images, or pass a fetch with a longer headersTimeout";
  }
  // The error around it has the ids that end the message.
  const message = isError(cause) ? cause.message.replace(/ \[[^\]]*\]$/, "") : String(cause);
  if (code) return message.includes(code) ? message : `${message} (${code})`;
  const { cause: inner } = isError(cause) && !SeedreamError.isInstance(cause) ? cause : {};
  return isError(inner) ? `${message}: ${inner.message}` : message;
}
