/**
 * What becomes of trouble. Loaded when there is some: a call that goes well does not carry the bytes. Should the
 * loading itself fail, what had arrived is still kept: see `createImagesClient`.
 */
import type { Call } from "./call.ts";
import { callFailure, type Known, reasonOf } from "./call-failure.ts";
import {
  AbortedError,
  complete,
  InvalidRequestError,
  OutcomeUnknownError,
  SeedreamError,
  StreamInterruptedError,
  TaskTimeoutError,
  TimeoutError,
} from "./errors.ts";
import type { GeneratedImage } from "./image.ts";
import { parseJson, requestIdOf, textOf } from "./response-body.ts";
import { type ErrorAnswer, errorFromAnswer } from "./response-error.ts";
import { type Attempt, judge, type Verdict } from "./retry.ts";
import { strikeOut } from "./strike-out.ts";
import type { Stakes } from "./transport.ts";

/** What becomes of trouble, for a client with a key, which no error shows. */
export interface Failures {
  /** See {@link judge}. */
  judge(outcome: Response | Error, attempt: Attempt): Verdict;
  /** See {@link errorFromAnswer}. */
  errorFromAnswer(answer: ErrorAnswer): SeedreamError;
  answerFailure(cause: unknown, images: readonly GeneratedImage[], known: Known): SeedreamError;
  refusal(response: Response, call: Call, stakes: Stakes, known: Known): Promise<SeedreamError>;
  badHeader(known: Known): SeedreamError;
}

export function failuresFor(key: string): Failures {
  return {
    judge: (outcome, attempt) => judge(outcome, attempt, (error) => strikeOut(error, key)),
    errorFromAnswer: (answer) => strikeOut(errorFromAnswer(answer), key),
    answerFailure: (cause, images, known) => strikeOut(answerFailure(cause, images, known), key),
    refusal: async (...about) => strikeOut(await refusal(...about), key),
    badHeader,
  };
}

/** The error for an answer that was on its way and did not come to its end. */
function answerFailure(cause: unknown, images: readonly GeneratedImage[], known: Known): SeedreamError {
  const reason = callFailure(cause, known, "unknown");
  if (StreamInterruptedError.isInstance(reason)) return reason;
  const { task } = known;
  if (AbortedError.isInstance(reason)) return complete(reason, { images, task });
  if (images.length > 0) {
    const message = `The answer broke off after ${images.length} images, and more may have been billed: ${reasonOf(reason)}`;
    return new StreamInterruptedError(message, { ...known, images, charged: "unknown", cause: reason });
  }
  if (task && TimeoutError.isInstance(reason)) {
    const message = `The wait for task ${task.id} ended before the task did; wait again with its handle: ${reasonOf(reason)}`;
    return new TaskTimeoutError(message, { ...known, charged: "unknown", cause: reason });
  }
  // A task was accepted: to submit again is another task, whatever a look at this one came to.
  if (task && SeedreamError.isInstance(reason)) {
    return complete(reason, { task, charged: "unknown", retryable: false });
  }
  const sent = TimeoutError.isInstance(reason) && reason.charged === "unknown";
  if (SeedreamError.isInstance(reason) && !sent) return reason;
  return new OutcomeUnknownError(
    `The request was accepted and its answer cannot be used, so images may have been made and billed: ${reasonOf(reason)}`,
    { ...known, charged: "unknown", cause: reason },
  );
}

/** Characters of a refusal that are read: more than any explanation has. */
const mostOfRefusal = 65_536;

/** The error for an answer other than 2xx. */
async function refusal(response: Response, call: Call, stakes: Stakes, known: Known): Promise<SeedreamError> {
  let content = "";
  try {
    for await (const piece of textOf(response, call)) {
      content += piece;
      if (content.length > mostOfRefusal) break;
    }
  } catch {
    // The status says enough.
  }
  return errorFromAnswer({
    ...known,
    status: response.status,
    requestId: requestIdOf(response),
    raw: parseJson(content) ?? content,
    submission: stakes !== "free",
    retryAfter: response.headers.has("retry-after"),
  });
}

function badHeader(known: Known): SeedreamError {
  return new InvalidRequestError("headers or clientRequestId have a character that no HTTP header may have", known);
}
