import type { Cost, ImageLayer, ImageRequest, TaskHandle, Warning } from "@seedream-clients/core";

/**
 * Where a job stands.
 *
 * - `"queued"`: nothing was sent.
 * - `"submitting"`: the submission is about to go out, or is out.
 * - `"waiting"`: the provider accepted it as a task.
 * - `"saving"`: images have arrived, and are in the journal.
 * - `"done"`: all that arrived was saved, or cannot be; {@link lacksImages} says whether an image is missing.
 * - `"failed"`: there is no image. `spent` says whether it may have been billed.
 * - `"unknown"`: the submission may have been billed, and what came of it is not known; or its provider has not found its
 * task for a day. It is never sent again by itself: see `reconcile()`.
 * - `"cancelled"`: by `cancel()`, before anything was billed; or with a `task`, which goes on at its provider and is billed;
 * or by `cancelSaving()`, with `images` that are paid for and not all saved.
 */
export type JobState = "queued" | "submitting" | "waiting" | "saving" | "done" | "failed" | "unknown" | "cancelled";

/** All states, in the order in which a job passes them. */
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

/** States in which a submission may be going on at the provider. */
export const underWay: readonly JobState[] = ["submitting", "waiting"];

/** States from which no job goes on by itself. */
export const over: readonly JobState[] = ["done", "failed", "unknown", "cancelled"];

/** States in which nothing is awaited from the provider any more: what arrived is left to be saved. */
export const ended: readonly JobState[] = ["saving", ...over];

/** States in which a worker has a job in hand. */
export const inHand: readonly JobState[] = ["submitting", "waiting", "saving"];

/** A request that can be kept: references are links or `data:` URIs. */
export type JobRequest = Omit<ImageRequest, "images"> & {
  readonly images?: string | readonly string[] | undefined;
};

/** A job to add. */
export interface NewJob {
  /** Your own key. The same key is the same job, added once however often it is added. */
  readonly key: string;
  /** Name of the client in `clients`. */
  readonly client: string;
  readonly request: JobRequest;
  /** Higher goes first. Default: 0. */
  readonly priority?: number | undefined;
  /**
   * How long the job is sent again while its provider does not accept it, in ms. 0: the first refusal is final, that of
   * the account too, which then ends no run. Default: 24 hours after a rate limit, 15 minutes otherwise.
   */
  readonly retryFor?: number | undefined;
}

/** Amounts by currency (`CNY`, `USD`, …), and a number of `images`. */
export type Amounts = Readonly<Record<string, number>>;

/** Anything that JSON can say. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** An image that arrived: its facts, and what came of saving it. */
export interface JobImage {
  readonly index: number;
  /** Link; absent when the bytes came inline: they are in the journal until they are saved. */
  readonly url?: string;
  readonly mediaType: string;
  readonly width?: number;
  readonly height?: number;
  /** ISO 8601. */
  readonly expiresAt?: string;
  /** Its place in a decomposition into layers. */
  readonly layer?: ImageLayer;
  /** What `save` returned. */
  readonly saved?: Json;
  /** Why it cannot be saved. */
  readonly error?: Json;
}

/** A job as the journal has it. Plain JSON. */
export interface Job {
  readonly key: string;
  readonly client: string;
  /** Wire id of the model. */
  readonly model: string;
  readonly request: JobRequest;
  readonly priority: number;
  /** As the job was added. */
  readonly retryFor?: number | undefined;
  readonly state: JobState;
  /** Place in the order of adding. */
  readonly order: number;
  /** In ms since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /**
   * When its images had arrived, or it was over without any, in ms since 1970: how long the provider took, without the
   * time that saving takes. Absent before.
   */
  readonly endedAt?: number | undefined;
  /** Not to be taken up before, in ms since 1970. */
  readonly notBefore: number;
  /** Times that it was submitted; since then, that its task was waited for in vain; since then, that saving was tried. */
  readonly attempts: number;
  /** Worker that has the job in hand; absent when any may take it up. */
  readonly owner?: string | undefined;
  /** Since when its submissions have not been accepted, one after the other, in ms since 1970. */
  readonly refusedSince?: number | undefined;
  /** Id of the submission: `clientRequestId`, and the idempotency key where the provider has them. */
  readonly submission?: string | undefined;
  /** The provider's id of the response with its images. */
  readonly requestId?: string | undefined;
  /** When it was first sent under that id without a refusal, in ms since 1970. */
  readonly submittedAt?: number | undefined;
  /**
   * Whether it was sent under that id before, and may have been billed then: a refusal of the repeat proves nothing about
   * that.
   */
  readonly isRepeat?: true | undefined;
  /** When it was cancelled, in ms since 1970. Its state says what came of that. */
  readonly cancelledAt?: number | undefined;
  /** How far the provider says that the task is, 0 to 1. */
  readonly progress?: number | undefined;
  /** Whether `erase()` has deleted what it held. */
  readonly isErased?: true | undefined;
  /** Most that the job costs. */
  readonly price: Amounts;
  /** What counts against the budget: the highest price while it is not known better. */
  readonly spent: Amounts;
  /** The client's estimate of what it cost. */
  readonly cost?: Cost | undefined;
  readonly task?: TaskHandle | undefined;
  readonly images: readonly JobImage[];
  /**
   * What the client says of images that are missing, of a response that broke off, or of the job as a whole. One that may
   * have been billed has the provider's response as `raw`: an image may be in it that the client could not read.
   */
  readonly errors: readonly Json[];
  readonly warnings: readonly Warning[];
}

/**
 * Whether a job may have been billed. Of a queued one it says that a submission may have reached its provider: it is
 * repeated under its idempotency key.
 */
export function mayBeBilled({ spent }: Pick<Job, "spent">): boolean {
  return Object.values(spent).some((amount) => amount > 0);
}

/**
 * Whether a job that is done lacks an image that it was to have: one failed or cannot be saved, or the response broke off.
 * One that a person settled lacks none.
 */
export function lacksImages({ state, images, errors }: Pick<Job, "state" | "images" | "errors">): boolean {
  // Images that a person named have no media type; the errors beside them are of the time before.
  const isSettled = images.every(({ mediaType }) => mediaType === "");
  return state === "done" && (images.some(({ error }) => error !== undefined) || (!isSettled && errors.length > 0));
}
