/** What can be made to happen to a call, by provider. */
export const scenarios = {
  ark: [
    /** The prompt is refused. */
    "content-blocked",
    /** Moderation withholds the second image of a group (the only one, where there is one); the rest are made. */
    "one-image-blocked",
    /** The second image fails with an internal error, and no further one is attempted. */
    "group-ends-at-internal-error",
    /** Too many requests; `Retry-After` says one second, or what was ordered. */
    "rate-limited",
    /** The provider fails. */
    "internal-error",
    /** The account has unpaid bills. */
    "insufficient-balance",
    /** The connection breaks after the first image of a stream, or in the middle of a whole answer. */
    "dropped-mid-stream",
    /** What stands before the provider answers with a page of HTML. */
    "gateway-html",
    /** The links to the images are no longer good: 403. */
    "expired-link",
    /** It takes ten seconds longer, or as long as was ordered. */
    "slow",
  ],
  anyfast: [
    /** The upstream service refuses the prompt. */
    "content-blocked",
    /** Moderation withholds the second image of a group (the only one, where there is one); the rest are made. */
    "one-image-blocked",
    /** Too many requests; `Retry-After` says one second, or what was ordered. */
    "rate-limited",
    /** The upstream service fails. */
    "internal-error",
    /** No credit is left. */
    "insufficient-balance",
    /** What stands before the provider answers with a page of HTML. */
    "gateway-html",
    /** The links to the images are no longer good: 403. */
    "expired-link",
    /** It takes ten seconds longer, or as long as was ordered. */
    "slow",
  ],
  "302ai": [
    /** The upstream service refuses the prompt: an `error` in an answer with status 200, or in the stream. */
    "content-blocked",
    /** Moderation withholds the second image of a group (the only one, where there is one); the rest are made. */
    "one-image-blocked",
    /** Too many requests; `Retry-After` says one second, or what was ordered. */
    "rate-limited",
    /** The upstream service fails. */
    "internal-error",
    /** The gateway finds no credit. */
    "insufficient-balance",
    /** What stands before the provider answers with a page of HTML. */
    "gateway-html",
    /** The connection breaks after the first image of a stream, or in the middle of a whole answer. */
    "dropped-mid-stream",
    /** The links to the images are no longer good: 403. */
    "expired-link",
    /** It takes ten seconds longer, or as long as was ordered. */
    "slow",
  ],
  apimart: [
    /** The task fails: moderation refuses its content. */
    "content-blocked",
    /** The task fails. */
    "task-failed",
    /** The task runs and runs, until a reset. */
    "task-stuck",
    /** The task is in states that the provider's pages do not have, at the first three looks at least. */
    "unknown-status",
    /** The links of the task are strings, as on an older page, and not lists. */
    "string-urls",
    /** Too many requests; `Retry-After` says one second, or what was ordered. */
    "rate-limited",
    /** The balance is too low. */
    "insufficient-balance",
    /** The provider fails. */
    "internal-error",
    /** What stands before the provider answers with a page of HTML. */
    "gateway-html",
    /** The links to the images are no longer good: 403. */
    "expired-link",
    /** The task takes ten seconds longer, or as long as was ordered. */
    "slow",
  ],
} as const;

/** A provider that the simulator plays. */
export type ProviderName = keyof typeof scenarios;

/** Name of a scenario of a provider. */
export type Scenario<P extends ProviderName = ProviderName> = (typeof scenarios)[P][number];

/** Names of the providers. */
export const providerNames = Object.keys(scenarios) as readonly ProviderName[];

/** Whether a provider has a scenario of this name. */
export function isScenario<P extends ProviderName>(provider: P, name: string): name is Scenario<P> {
  return ((scenarios[provider] ?? []) as readonly string[]).includes(name);
}

/** What is wrong with a name that no scenario of a provider has. */
export function noSuchScenario(provider: ProviderName, name: string): string {
  const known = scenarios[provider]?.join(", ");
  return known
    ? `"${name}" is no scenario of ${provider}; it has ${known}`
    : `"${provider}" is no provider of the simulator; it has ${providerNames.join(", ")}`;
}

/** The scenario that a prompt asks for, as `[scenario:rate-limited]` anywhere in it. */
export function scenarioNamedIn(prompt: string): string | undefined {
  return /\[scenario:([^\]]*)\]/.exec(prompt)?.[1]?.trim();
}
