import { APICallError } from "@ai-sdk/provider";
import { AbortedError, InvalidRequestError, SeedreamError } from "@seedream-clients/core";
import type { Facts } from "./facts.ts";

/** What is known of a `generateImage()` that made no image. */
export interface FailedCall {
  /** Why, one error for each image or submission. At least one. */
  readonly errors: readonly unknown[];
  /** One entry an image, with the link where it was made and could not be read. */
  readonly entries: readonly Facts[];
  /** Address of the last submission; `""` when nothing was sent. */
  readonly url: string;
  /** The request in portable terms, without reference images. */
  readonly request: unknown;
}

/** Creates the error for a request that is refused before anything is sent. */
export function refusal(provider: string, message: string): InvalidRequestError {
  return new InvalidRequestError(message, { provider });
}

/**
 * Converts errors of the client into the error that the AI SDK knows. It is never retryable: the client has repeated
 * what the provider provably did not accept, and a repeat of anything else may be paid for twice. `cause` is the
 * client's error, with `charged`; `data` has all of them and the links of images that could not be read.
 */
export function toCallError({ errors, entries, url, request }: FailedCall): APICallError {
  // One that may have been billed says most about the money.
  const cause = errors.find((error) => SeedreamError.isInstance(error) && error.charged === "unknown") ?? errors[0];
  const links = entries.flatMap((entry) => (typeof entry.url === "string" ? [entry.url] : []));
  const kept = links.length > 0 ? `. Links of the images that were made: ${links.join(" ")}` : "";
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more: see data.images)` : "";
  const known = SeedreamError.isInstance(cause) ? cause : undefined;
  const error = new APICallError({
    message: `${messageOf(cause)}${others}${kept}`,
    url,
    requestBodyValues: request,
    ...(known?.status !== undefined && { statusCode: known.status }),
    cause,
    isRetryable: false,
    data: { images: entries },
  });
  // The name by which the AI SDK and its users recognise an abort.
  if (AbortedError.isInstance(cause)) error.name = "AbortError";
  return error;
}

/** Returns the message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
