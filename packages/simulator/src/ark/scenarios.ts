/** Scenarios of Ark. */
export const scenarios = [
  /** The prompt is refused. */
  "content-blocked",
  /** Moderation withholds the second image of a group, or the only image; the others are made. */
  "one-image-blocked",
  /** The second image fails with an internal error, and no further one is attempted. */
  "group-ends-at-internal-error",
  /** Too many requests; `Retry-After` says one second, or as set. */
  "rate-limited",
  /** The provider fails. */
  "internal-error",
  /** The account has unpaid bills. */
  "insufficient-balance",
  /** The connection breaks after the first image of a stream, or in the middle of a whole response. */
  "dropped-mid-stream",
  /** A gateway before the provider responds with HTML. */
  "gateway-html",
  /** The links to the images have expired: 403. */
  "expired-link",
  /** The response takes ten seconds longer, or as long as set. */
  "slow",
] as const;

export type ArkScenario = (typeof scenarios)[number];
