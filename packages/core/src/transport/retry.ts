import { isAbortError, type Outcome, type Retry, wasNeverSent } from "../errors/failure.ts";
import { ruleFor } from "../errors/rules.ts";
import { CallEnded } from "./call.ts";

/** Facts that decide a retry, beside the outcome. */
export interface RetryContext {
  readonly retry: Retry;
  /** 1 for the first. */
  readonly attempt: number;
  readonly maxRetries: number;
  /** Time until the call's total passes, in ms. */
  readonly remaining: number;
  readonly random: () => number;
}

/** Back-off, in ms: doubled for each further retry, up to the longest. */
const firstBackOff = 500;
const longestBackOff = 8000;

/** Statuses under which a retryable rule proves that nothing was accepted. A rate-limit code under a 403 does not. */
const provingStatuses = [200, 429, 503];

/**
 * Decides whether to repeat a request. Returns the wait in ms, or `undefined` for no repeat. Pure. Two other places
 * send a request again: `generate/submit.ts` after a refused `stream`, and `generate/tasks.ts` under a key.
 */
export function decideRetry(
  outcome: Outcome,
  { retry, attempt, maxRetries, remaining, random }: RetryContext,
): number | undefined {
  // Negated, so that a limit of NaN repeats nothing.
  if (!(attempt <= maxRetries) || !isRepeatable(outcome, retry)) return undefined;
  const backOff = Math.min(firstBackOff * 2 ** (attempt - 1), longestBackOff) * (1 - random() / 2);
  const wait = outcome.refusal?.retryAfter ?? backOff;
  return wait < remaining ? wait : undefined;
}

function isRepeatable({ refusal, failure }: Outcome, retry: Retry): boolean {
  if (!refusal) {
    if (failure instanceof CallEnded || isAbortError(failure)) return false;
    return wasNeverSent(failure) || retry !== "never";
  }
  const { status, retryAfter } = refusal;
  const rule = ruleFor(refusal);
  if (rule.retryable && provingStatuses.includes(status)) return true;
  const isTransient = status >= 500 || status === 408 || (status === 409 && retryAfter !== undefined);
  return retry !== "never" && isTransient;
}
