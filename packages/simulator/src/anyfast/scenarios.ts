/** Scenarios of Anyfast. */
export const scenarios = [
  /** The upstream service refuses the prompt. */
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
  /** The links to the images have expired: 403. */
  "expired-link",
  /** The response takes ten seconds longer, or as long as set. */
  "slow",
] as const;

export type AnyfastScenario = (typeof scenarios)[number];
