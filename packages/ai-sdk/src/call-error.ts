import { APICallError } from "@ai-sdk/provider";
import { AbortedError, InvalidRequestError, SeedreamError } from "@seedream-clients/core";
import { type MissingImage, messageOf } from "./entries.ts";

/** Facts about a call of `generateImage()` that made no image. */
export interface FailedCall {
  /** At least one. */
  readonly missing: readonly MissingImage[];
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
 * Converts errors of the client into the error that the AI SDK knows. The error is never retryable: the client has
 * retried requests that were provably not accepted, and any other request might be billed twice. `cause` is an error of
 * the client, with `charged`. `data` has all errors, and the links of images that could not be read.
 */
export function toCallError({ missing, url, request }: FailedCall): APICallError {
  const errors = missing.map(({ error }) => error);
  // Prefers an error that may have been billed. Errors of submissions have more facts than errors of downloads.
  const billed = missing.filter(({ error }) => SeedreamError.isInstance(error) && error.charged === "unknown");
  const cause = (billed.find(({ facts }) => !facts.url) ?? billed[0] ?? missing[0])?.error;
  const links = missing.flatMap(({ facts }) => (typeof facts.url === "string" ? [facts.url] : []));
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
    data: { images: missing.map(({ facts }) => facts) },
  });
  // The AI SDK and its users recognise an abort by this name.
  if (errors.some((each) => AbortedError.isInstance(each))) error.name = "AbortError";
  return error;
}
