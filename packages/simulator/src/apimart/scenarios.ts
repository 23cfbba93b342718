/** Scenarios of APIMart. */
export const scenarios = [
  /** The task fails: moderation refuses its content. */
  "content-blocked",
  /** The task fails. */
  "task-failed",
  /** The task runs until a reset. */
  "task-stuck",
  /** The task has states that the provider does not document, at the first three polls at least. */
  "unknown-status",
  /** The links of the task are strings, as on an older page, not lists. */
  "string-urls",
  /** Too many requests; `Retry-After` says one second, or as set. */
  "rate-limited",
  /** The balance is too low. */
  "insufficient-balance",
  /** The provider fails. */
  "internal-error",
  /** A gateway before the provider responds with HTML. */
  "gateway-html",
  /** The links to the images have expired: 403. */
  "expired-link",
  /** The task takes ten seconds longer, or as long as set. */
  "slow",
] as const;

export type APIMartScenario = (typeof scenarios)[number];
