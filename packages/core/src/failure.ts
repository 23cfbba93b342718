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
import { errorFromAnswer } from "./response-error.ts";
import type { Stakes } from "./transport.ts";

export { judge } from "./retry.ts";
export { errorFromAnswer };

/** The error for an answer that was on its way and did not come to its end. */
export function answerFailure(cause: unknown, images: readonly GeneratedImage[], known: Known): SeedreamError {
  const reason = callFailure(cause, known, "unknown");
  if (StreamInterruptedError.isInstance(reason)) return reason;
  const { task } = known;
  if (AbortedError.isInstance(reason)) return complete(reason, { images, task });
  if (images.length > 0) {
    const message = `The answer broke off after ${images.length} images, and more may have been billed: ${reasonOf(reason)}`;
    return new StreamInterruptedError(message, { ...known, images, charged: "unknown", cause: reason });
  }
  if (task) {
    if (SeedreamError.isInstance(reason) && !TimeoutError.isInstance(reason)) return complete(reason, { task });
    const message = `The wait for task ${task.id} ended before the task did; wait again with its handle: ${reasonOf(reason)}`;
    return new TaskTimeoutError(message, { ...known, charged: "unknown", cause: reason });
  }
  const sent = TimeoutError.isInstance(reason) && reason.charged === "unknown";
  if (SeedreamError.isInstance(reason) && !sent) return reason;
  return new OutcomeUnknownError(
    `The request was accepted and its answer cannot be used, so images may have been made and billed: ${reasonOf(reason)}`,
    { ...known, charged: "unknown", cause: reason },
  );
}

/** The error for an answer other than 2xx. A gateway may quote the key that it refuses: it is struck out. */
export async function refusal(
  response: Response,
  call: Call,
  key: string,
  stakes: Stakes,
  known: Known,
): Promise<SeedreamError> {
  let content = "";
  try {
    for await (const piece of textOf(response, call)) content += piece;
  } catch {
    // The status says enough.
  }
  content = content.replaceAll(key, "[key]");
  return errorFromAnswer({
    ...known,
    status: response.status,
    requestId: requestIdOf(response),
    raw: parseJson(content) ?? content,
    submission: stakes !== "free",
    retryAfter: response.headers.has("retry-after"),
  });
}

export function badHeader(known: Known): SeedreamError {
  return new InvalidRequestError("headers or clientRequestId have a character that no HTTP header may have", known);
}
