import { type Job, type JobImage, type JobState, type Json, mayBeBilled } from "@seedream-clients/jobs";
import type { RunEvent, RunReading, WireError, WireEvent, WireOutcome } from "./protocol.ts";

/**
 * Number of event ids per image. A job has only its current state, so the ids follow from its images, state and
 * progress. The last two ids of a thousand belong to the end. Ids only grow, so a state that returns brings no event.
 */
const idsPerImage = 1000;
const ranks: Readonly<Partial<Record<JobState, number>>> = { queued: 1, submitting: 2, waiting: 3, saving: 997 };
const endRank = 998;

/** Names of errors that ended a whole response, not a single image. */
const interruptions = /^(StreamInterrupted|OutcomeUnknown|Connection|Timeout|TaskTimeout|Aborted)Error$|^Interrupted$/;

/** Whether the bytes of an image can be read. An inline image must be saved first. */
export function isReadable({ url, saved }: JobImage): boolean {
  return url !== undefined || saved !== undefined;
}

/** Returns the events of a job after `after`. */
export function readingOf(job: Job, after: number): RunReading {
  const arrived = job.images.filter(isReadable);
  const count = arrived.length;
  const events: RunEvent[] = arrived.map((image, place) => [
    idsPerImage * (place + 1),
    { type: "image", index: image.index, image: factsOf(image) },
  ]);
  const at = (rank: number) => idsPerImage * count + rank;
  const end = endOf(job, arrived);
  if (!end) events.push([at(rankOf(job)), progressOf(job, count)]);
  else {
    if (end.type === "completed") events.push([at(endRank), { ...progressOf(job, count), ...completed }]);
    events.push([at(endRank + 1), end]);
  }
  return { events: events.filter(([each]) => each > after), isOver: end !== undefined };
}

const completed = { status: "completed", fraction: 1 } as const;

function rankOf({ state, progress = 0 }: Job): number {
  const rank = ranks[state] ?? 0;
  return state === "waiting" ? rank + Math.floor(progress * (idsPerImage - 10)) : rank;
}

function progressOf({ state, request: { count: expected = 1 }, task, progress = 0 }: Job, received: number) {
  const fraction = Math.min(Math.max(received / expected, progress), 0.99);
  const status = state === "queued" ? "submitted" : "running";
  return { type: "progress", status, received, expected, fraction, task } as const;
}

/** Error of a job that was settled without links, or has only inline images that were not saved. */
const unreadable = {
  name: "OutcomeUnknownError",
  message: "The run is done, and none of its images can be read here; it may have been billed",
  charged: "unknown",
  retryable: false,
} as const;

/** Returns the last event of a job; `undefined` before the end. The provider knows the job by its submission id. */
function endOf(job: Job, arrived: readonly JobImage[]): WireEvent | undefined {
  const { state, errors, images, cancelledAt, task, submission: clientRequestId } = job;
  const charged = mayBeBilled(job) ? "unknown" : "no";
  const reason = clientErrors(errors.at(-1)).find(({ name }) => name === "Interrupted");
  if (
    (state === "cancelled" && arrived.length === 0) ||
    (state === "unknown" && cancelledAt !== undefined && !reason)
  ) {
    const message = task ? "The run was cancelled; its task goes on at the provider" : "The run was cancelled";
    const error = { message, ...reason, name: "AbortedError", charged, retryable: false, task, clientRequestId };
    return { type: "error", error };
  }
  if ((state === "failed" && arrived.length === 0) || state === "unknown") {
    const known = toError(errors.at(-1) ?? images.at(-1)?.error, charged);
    // The error of a download says that the download was free, but its image is paid for.
    const error = { clientRequestId, ...known, ...(charged === "unknown" && { charged }) };
    // The error may be the refusal of a repeat, which says nothing about the first submission.
    const unknown = { name: "OutcomeUnknownError", charged: "unknown", retryable: false };
    return { type: "error", error: state === "unknown" ? { ...error, ...unknown } : error };
  }
  // A job fails if none of its images can be saved. The page gets them nevertheless, because they are paid for. Each
  // image has its own error.
  const isOver = state === "done" || state === "cancelled" || state === "failed";
  const isComplete = isOver || (state === "saving" && images.every(isReadable));
  if (isComplete && arrived.length > 0) return { type: "completed", result: resultOf(job, arrived) };
  return state === "done" ? { type: "error", error: { ...unreadable, clientRequestId } } : undefined;
}

function resultOf(job: Job, arrived: readonly JobImage[]) {
  // The journal also keeps errors that only delayed the saving. No image failed because of them.
  const errors = job.errors.flatMap(clientErrors).filter(({ name }) => name !== "DownloadError");
  // The last such error ended the submission.
  const interrupted = errors.findLast(({ name }) => interruptions.test(name));
  const made: WireOutcome[] = arrived.map((image) => ({ ok: true, index: image.index, image: factsOf(image) }));
  const taken = new Set(job.images.map(({ index }) => index));
  for (const error of errors) {
    // The journal may keep the error of an abort for its response. No image fails with an abort.
    if (error === interrupted || error.name === "AbortedError") continue;
    let index = 0;
    while (taken.has(index)) index++;
    taken.add(index);
    made.push({ ok: false, index, error });
  }
  return {
    provider: job.task?.provider ?? job.client,
    model: job.model,
    createdAt: new Date(job.endedAt ?? job.updatedAt).toISOString(),
    images: made.sort((a, b) => a.index - b.index),
    usage: { images: arrived.length },
    cost: job.cost,
    warnings: job.warnings,
    requestId: job.requestId,
    // A job with images always has a submission.
    clientRequestId: job.submission ?? "",
    task: job.task,
    interrupted,
  };
}

function factsOf({ width, height, mediaType, expiresAt, layer }: JobImage) {
  return { width, height, mediaType, expiresAt, layer };
}

/** Converts an error of the journal. A page may read only errors of clients: others may name files of the server. */
function toError(error: Json | undefined, charged: "no" | "unknown"): WireError {
  const [known] = clientErrors(error);
  return known ?? { name: "OutcomeUnknownError", message: "The outcome of the run is not known", charged };
}

/**
 * Returns an error of a client, which has `charged`, or of a process that ended; otherwise nothing. Leaves out the
 * provider's response and the links, which only the server may read.
 */
export function clientErrors(error: unknown): WireError[] {
  const { name, message, ...facts } = Object(error);
  const charged = name === "Interrupted" ? "unknown" : facts.charged;
  if (![name, message, charged].every((fact) => typeof fact === "string")) return [];
  return [{ ...facts, name, message, charged, images: undefined, raw: undefined }];
}
