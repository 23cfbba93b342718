import type { Cost, ImageLayer, ImageRequest, TaskHandle, Warning } from "@seedream-clients/core";

/**
 * State of a job.
 *
 * - `"queued"`: the next submission is still to go out.
 * - `"submitting"`: the submission is about to go out, or is out.
 * - `"waiting"`: the provider accepted it as a task.
 * - `"saving"`: images have arrived, and are in the journal.
 * - `"done"`: each image that arrived is saved, or cannot be; {@link lacksImages} says whether an image is missing.
 * - `"failed"`: no image arrived, or none can be saved. `spent` says whether the job may have been billed.
 * - `"unknown"`: the submission may have been billed, outcome unknown; or its task is over a day old and its provider
 * does not find it. It is never sent again by itself: see `reconcile()`.
 * - `"cancelled"`: by `cancel()`, before anything was billed; or with a `task`, which goes on at its provider and is
 * billed; or by `cancelSaving()`, with `images` that are paid for and not all saved.
 */
export type JobState = "queued" | "submitting" | "waiting" | "saving" | "done" | "failed" | "unknown" | "cancelled";

/** All states, in the order in which a job passes through them. */
export const jobStates: readonly JobState[] = [
  "queued",
  "submitting",
  "waiting",
  "saving",
  "done",
  "failed",
  "unknown",
  "cancelled",
];

/** States in which a submission may be under way at the provider. */
export const underWay: readonly JobState[] = ["submitting", "waiting"];

/** States that a job does not leave by itself. */
export const over: readonly JobState[] = ["done", "failed", "unknown", "cancelled"];

/** States in which a job awaits nothing more from its provider. Images may still have to be saved. */
export const ended: readonly JobState[] = ["saving", ...over];

/** States in which a job needs a worker. */
export const inHand: readonly JobState[] = ["submitting", "waiting", "saving"];

/** A request that the journal can keep: references are links or `data:` URIs. */
export type JobRequest = Omit<ImageRequest, "images"> & {
  readonly images?: string | readonly string[] | undefined;
};

/** A job to add. */
export interface NewJob {
  /** Your own key, which identifies the job: adding it again changes nothing. */
  readonly key: string;
  /** Name of the client in `clients`. */
  readonly client: string;
  readonly request: JobRequest;
  /** Higher goes first. Default: 0. */
  readonly priority?: number | undefined;
  /**
   * How long to retry while the provider does not accept the job, in ms. With 0, the first refusal is final. It does
   * not end the run, even if the account is refused. Default: 24 hours after a rate limit, 15 minutes otherwise.
   */
  readonly retryFor?: number | undefined;
}

/** Amounts by currency (`CNY`, `USD`, …), and a number of `images`. */
export type Amounts = Readonly<Record<string, number>>;

/** Any JSON value. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** An image that arrived, and the outcome of saving it. */
export interface JobImage {
  readonly index: number;
  /** Link; absent for inline bytes, which are in the journal until they are saved. */
  readonly url?: string;
  readonly mediaType: string;
  readonly width?: number;
  readonly height?: number;
  /** ISO 8601. */
  readonly expiresAt?: string;
  /** Its place in a decomposition into layers. */
  readonly layer?: ImageLayer;
  /** Return value of `save`. */
  readonly saved?: Json;
  /** Error that rules out saving it. */
  readonly error?: Json;
}

/** A job as the journal keeps it. Plain JSON. */
export interface Job {
  readonly key: string;
  readonly client: string;
  /** Wire id of the model. */
  readonly model: string;
  readonly request: JobRequest;
  readonly priority: number;
  /** As in {@link NewJob}. */
  readonly retryFor?: number | undefined;
  readonly state: JobState;
  /** Place in the order of adding. */
  readonly order: number;
  /** In ms since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /**
   * When its images had arrived, or when it ended without any, in ms since 1970. Saving comes later, so that this
   * measures the provider. Absent before.
   */
  readonly endedAt?: number | undefined;
  /** Earliest time to take it up, in ms since 1970. */
  readonly notBefore: number;
  /** Attempts in its phase: submissions, then failed waits for its task, then failed tries to save. */
  readonly attempts: number;
  /** Worker that has the job in hand; absent when any worker may take it up. */
  readonly owner?: string | undefined;
  /** When its provider first did not accept it, in ms since 1970. `retryFor` counts from here. */
  readonly refusedSince?: number | undefined;
  /** Id of the submission: its `clientRequestId`, and its idempotency key where the provider has such keys. */
  readonly submission?: string | undefined;
  /** The provider's id of the response with its images. */
  readonly requestId?: string | undefined;
  /** When it was first sent under `submission`, in ms since 1970. A refused attempt does not count. */
  readonly submittedAt?: number | undefined;
  /**
   * Whether an earlier attempt under `submission` may have been billed. A refusal of the repeat proves nothing about
   * that attempt.
   */
  readonly isRepeat?: true | undefined;
  /** When it was cancelled, in ms since 1970. `state` has the outcome. */
  readonly cancelledAt?: number | undefined;
  /** Progress of its task, as the provider reports it, 0 to 1. */
  readonly progress?: number | undefined;
  /** Whether `erase()` has deleted its contents. */
  readonly isErased?: true | undefined;
  /** Highest price of the job. */
  readonly price: Amounts;
  /** Amounts that count against the budget: the highest price until the cost is known. */
  readonly spent: Amounts;
  /** The client's estimate of the cost. */
  readonly cost?: Cost | undefined;
  readonly task?: TaskHandle | undefined;
  readonly images: readonly JobImage[];
  /**
   * The client's errors about missing images, a response that broke off, or the job as a whole. If a charge is
   * possible, `raw` has the provider's response, which may hold an image that the client could not read.
   */
  readonly errors: readonly Json[];
  readonly warnings: readonly Warning[];
}

/** A job's part of a limit. */
export interface JobCost {
  readonly key: string;
  /** Most that it costs: its highest price while it is queued, then `spent`. */
  readonly cost: Amounts;
}

/** Returns the most that a job costs. */
export const costOf = ({ state, price, spent }: Job): Amounts => (state === "queued" ? price : spent);

/**
 * Whether a job may have been billed. A queued job may have been, if a submission reached its provider; it is then
 * repeated under its idempotency key.
 */
export function mayBeBilled({ spent }: Pick<Job, "spent">): boolean {
  return Object.values(spent).some((amount) => amount > 0);
}

/**
 * Whether a job that is done lacks a requested image: an image failed or cannot be saved, or the response broke off. A
 * job that a person reconciled lacks none.
 */
export function lacksImages({ state, images, errors }: Pick<Job, "state" | "images" | "errors">): boolean {
  // `reconcile()` sets no media types, and the errors of a reconciled job are older than its images.
  const isSettled = images.every(({ mediaType }) => mediaType === "");
  return state === "done" && (images.some(({ error }) => error !== undefined) || (!isSettled && errors.length > 0));
}
