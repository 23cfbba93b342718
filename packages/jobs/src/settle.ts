import {
  AbortedError,
  AuthenticationError,
  type ImageResult,
  PaymentRequiredError,
  RateLimitError,
  SeedreamError,
} from "@seedream-clients/core";
import { type ArrivalPatch, type Arrived, arrivedBefore, keep, record } from "./arrivals.ts";
import { ownPrice } from "./check.ts";
import { clientOf, hasTasks } from "./clients.ts";
import type { Amounts, Job } from "./job.ts";
import { damage, endedBy, hasFile, isInterruption, linksIn, refusalsOf, toJson, withFile } from "./job-errors.ts";
import { JobsError, messageOf, TakenOverError } from "./jobs-error.ts";
import { imagesOf, longestPause as longestAsked, type Patch } from "./journal.ts";
import type { Performer } from "./performer.ts";
import { firstPause, pauseAfter } from "./postpone.ts";

/** Most times that a submission with a lost response is sent, under its idempotency key. */
const mostAttempts = 6;

/** How long a refused job is retried, in ms. Jobs behind it in the queue wait too, but their time does not run. */
const longestRefusal = 900_000;
const longestRateLimit = 24 * 3_600_000;

/** Longest pause of a lane if the provider asks for none, in ms. */
const longestLanePause = 60_000;

/** Decides about a submission that threw. */
export async function settle(
  job: Job,
  performer: Performer,
  error: unknown,
  streamed: readonly Arrived[] = [],
): Promise<Job> {
  const { clients } = performer;
  const { charged = "unknown", retryable = false, retryAfter } = SeedreamError.isInstance(error) ? error : {};
  const isAborted = AbortedError.isInstance(error);
  // Prefer the images of a stream, which have their index.
  const arrived = streamed.length > 0 ? streamed : arrivedBefore(error);
  if (arrived.length > 0) return keepBroken(job, performer, arrived, error);
  const isKeyed = hasTasks(clientOf(clients, job.client));
  if (charged === "unknown" && !(isKeyed && (isAborted || job.attempts < mostAttempts))) {
    return conclude(job, performer, error, (before) => ({
      state: "unknown",
      errors: endedBy(before, error),
    }));
  }
  const isRefused = AuthenticationError.isInstance(error) || PaymentRequiredError.isInstance(error);
  if (isAborted || (isRefused && job.retryFor !== 0)) {
    const queued = await conclude(job, performer, error, (before) => ({
      state: "queued",
      attempts: Math.max(0, before.attempts - 1),
      errors: before.cancelledAt === undefined ? withFile(before, error) : endedBy(before, error),
      // A possible charge stays in `spent`: the repeat has the same idempotency key, and is billed once.
      ...(isFree(before, charged) && { spent: {} }),
    }));
    if (isRefused) throw error;
    return queued;
  }
  if (charged === "no") return retryable ? holdBack(job, performer, error) : giveUp(job, performer, error);
  const pause = Math.min(Math.max(retryAfter ?? pauseAfter(job.attempts), firstPause), longestAsked);
  if (RateLimitError.isInstance(error)) await pauseLane(job, performer, pause);
  return conclude(job, performer, error, (before, now) => ({
    state: "queued",
    notBefore: now + pause,
    errors: refusalsOf(before, error),
  }));
}

export function finish(job: Job, performer: Performer, result: ImageResult): Promise<Job> {
  const made = result.images.filter((outcome) => outcome.ok);
  const failures = result.images.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  const { cost, interrupted, warnings, usage, task, requestId } = result;
  // Some providers count images that failed as made, and may bill them.
  const isCounted = (usage.images ?? 0) <= made.length;
  // Tasks are charged in advance, and no refund for missing images is documented.
  const isAdvanced = task !== undefined && made.length < imagesOf(job);
  const isCertain = isCounted && !isAdvanced && !interrupted && failures.every(({ charged }) => charged === "no");
  const patch: ArrivalPatch = ({ price, errors }, _, { kept, isDamaged }) => ({
    state: "saving",
    attempts: 0,
    notBefore: 0,
    errors: [
      ...errors.filter(hasFile),
      ...(isDamaged ? [damage(result.raw, kept)] : []),
      ...[...failures, ...(interrupted ? [interrupted] : [])].map((error) => toJson(error, kept)),
    ],
    warnings,
    // More may be billed than arrived.
    spent: isCertain ? spentOn(job, made.length, cost, performer) : price,
    ...(cost && { cost }),
    ...(requestId !== undefined && { requestId }),
  });
  return keep(job, performer, made, patch, interrupted ?? failures.find(({ charged }) => charged === "unknown"));
}

/** Keeps the images of a submission or a task that threw. They count at the full price, because more may be billed. */
export function keepBroken(job: Job, performer: Performer, arrived: readonly Arrived[], error: unknown): Promise<Job> {
  const patch: ArrivalPatch = (before, _, { kept }) => ({
    state: "saving",
    attempts: 0,
    notBefore: 0,
    spent: before.price,
    errors: endedBy(before, error, kept),
  });
  return keep(job, performer, arrived, patch, error);
}

/**
 * Records the outcome of a submission without an image. If this worker was taken for dead and the job is `"unknown"`,
 * the outcome replaces that state.
 */
export function conclude(job: Job, { journal }: Performer, error: unknown, patch: Patch): Promise<Job> {
  const write = () =>
    journal.arrive(job, (before, now, isLate) => {
      if (isLate && before.state !== "unknown") {
        const { state, attempts, owner, errors } = before;
        const known = withFile(before, error);
        return known === errors ? undefined : { state, attempts, owner, errors: known };
      }
      // This worker is alive, so the error that its process ended is wrong.
      const isRefuted = isLate && before.cancelledAt === undefined;
      const errors = isRefuted ? before.errors.filter((each) => !isInterruption(each)) : before.errors;
      return patch({ ...before, errors }, now);
    });
  const { charged = "unknown", raw } = SeedreamError.isInstance(error) ? error : {};
  if (charged === "no") {
    return write().catch((cause: unknown) => {
      // The job was queued anew, and this submission cost nothing: it changes nothing about the new one.
      throw cause instanceof JobsError && cause.code === "state" ? new TakenOverError(cause.message) : cause;
    });
  }
  return record(job, linksIn(raw).join(" ") || `this error: ${messageOf(error)}`, write, error);
}

/** Queues a job again that was provably not accepted. Its whole lane waits, and the attempt does not count. */
async function holdBack(job: Job, performer: Performer, error: unknown): Promise<Job> {
  const { journal } = performer;
  const now = journal.now();
  // If the clock was set back, it would lie ahead.
  const refusedSince = Math.min(job.refusedSince ?? now, now);
  const waited = now - refusedSince;
  const usualTime = RateLimitError.isInstance(error) ? longestRateLimit : longestRefusal;
  const longest = job.retryFor ?? usualTime;
  if (waited >= longest) return giveUp(job, performer, error);
  // The pause is as long as the time waited so far, so that pauses double.
  const usual = Math.min(Math.max(waited, firstPause), longestLanePause, longest - waited);
  const { retryAfter } = SeedreamError.isInstance(error) ? error : {};
  // Without this minimum, a provider that always asks for no pause would get requests without end.
  const asked = retryAfter === undefined ? usual : Math.max(retryAfter, Math.min(usual, firstPause));
  const pause = Math.min(asked, longestAsked);
  await pauseLane(job, performer, pause);
  return conclude(job, performer, error, (before) => ({
    state: "queued",
    attempts: Math.max(0, before.attempts - 1),
    refusedSince,
    notBefore: now + pause,
    errors: refusalsOf(before, error),
    ...(isFree(before, "no") && { spent: {} }),
  }));
}

/**
 * Keeps all workers from the lane of a job for a while. If the journal fails here, the next step must still record or
 * report the outcome: the response may have the only link to an image.
 */
async function pauseLane(job: Job, { journal }: Performer, ms: number): Promise<void> {
  await journal.pause(job, ms).catch(() => {});
}

/**
 * Whether nothing was billed for a job. A refusal proves that for its own submission only, and not for another one
 * under the same key, earlier or meanwhile.
 */
function isFree({ isRepeat }: Job, charged: "no" | "unknown"): boolean {
  return charged === "no" && !isRepeat;
}

/** Ends a job whose submission was refused for good. A refusal of a repeat proves nothing about earlier attempts. */
function giveUp(job: Job, performer: Performer, error: unknown): Promise<Job> {
  return conclude(job, performer, error, (before) =>
    isFree(before, "no")
      ? { state: "failed", errors: [...before.errors.filter(hasFile), toJson(error)], spent: {} }
      : { state: "unknown", errors: refusalsOf(before, error) },
  );
}

/** Returns the cost of images: the application's price, the client's estimate, or a share of the highest price. */
function spentOn(job: Job, made: number, cost: ImageResult["cost"], performer: Performer): Amounts {
  const own = ownPrice(job, performer);
  if (own) return { images: made, [own.currency]: own.amount * made };
  if (cost) return { images: made, [cost.currency]: cost.amount };
  const share = made / imagesOf(job);
  return Object.fromEntries(Object.entries(job.price).map(([currency, amount]) => [currency, amount * share]));
}
