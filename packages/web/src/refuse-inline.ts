import { type ImageRequest, InvalidRequestError } from "@seedream-clients/core";

/** @throws {InvalidRequestError} for a request that asks for inline images. `why` completes a sentence about them. */
export function refuseInline({ output }: ImageRequest, why: string): void {
  if (output?.delivery !== "inline") return;
  throw new InvalidRequestError(`output.delivery is "inline", ${why}; leave it out`, { status: 400 });
}
