/** Scenarios of 302.AI. */
export const scenarios = [
  /** The upstream service refuses the prompt: an `error` in a response with status 200, or in the stream. */
  "content-blocked",
  /** Moderation withholds the second image of a group, or the only image; the others are made. */
  "one-image-blocked",
  /** Too many requests; `Retry-After` says one second, or as set. */
  "rate-limited",
  /** The upstream service fails. */
  "internal-error",
  /** The account has no credit. */
  "insufficient-balance",
  /** A gateway before the provider responds with HTML. */
  "gateway-html",
  /** The connection breaks after the first image of a stream, or in the middle of a whole response. */
  "dropped-mid-stream",
  /** The links to the images have expired: 403. */
  "expired-link",
  /** The response takes ten seconds longer, or as long as set. */
  "slow",
] as const;

export type AI302Scenario = (typeof scenarios)[number];
