import { type Job, type JobImage, type JobState, type Json, mayBeBilled } from "@seedream-clients/jobs";
import type { RunEvent, RunReading, WireError, WireEvent, WireOutcome } from "./protocol.ts";

/**
 * Ids of events. A job says how it is, not how it came to be, so the ids follow from its images, its state and the
 * progress of its task: each image has a thousand, the last ones are of the end. They only grow: a state that comes again
 * brings no event.
 */
const idsPerImage = 1000;
const ranks: Readonly<Partial<Record<JobState, number>>> = { queued: 1, submitting: 2, waiting: 3, saving: 997 };
const endRank = 998;

/** Errors that ended a response, not one image of it. */
const interruptions = /^(StreamInterrupted|OutcomeUnknown|Connection|Timeout|TaskTimeout|Aborted)Error$|^Interrupted$/;

/** Whether the bytes of an image can be read: those that came inline only once they are saved. */
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

/** What a page is told of a job that was settled without links, or whose images came inline and were not saved. */
const unreadable = {
  name: "OutcomeUnknownError",
  message: "The run is done, and none of its images can be read here; it may have been billed",
  charged: "unknown",
  retryable: false,
} as const;

/** The last event of a job; `undefined` before the end. The id that its provider was told is that of the submission. */
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
    // Images that could not be fetched are paid for, though their downloads were free.
    const error = { clientRequestId, ...known, ...(charged === "unknown" && { charged }) };
    // A refusal of its repeat says nothing of the submission before it.
    const unknown = { name: "OutcomeUnknownError", charged: "unknown", retryable: false };
    return { type: "error", error: state === "unknown" ? { ...error, ...unknown } : error };
  }
  // A job fails when none of its images can be saved. They are paid for, and each says by itself why it cannot be read.
  const isOver = state === "done" || state === "cancelled" || state === "failed";
  const isComplete = isOver || (state === "saving" && images.every(isReadable));
  if (isComplete && arrived.length > 0) return { type: "completed", result: resultOf(job, arrived) };
  return state === "done" ? { type: "error", error: { ...unreadable, clientRequestId } } : undefined;
}

function resultOf(job: Job, arrived: readonly JobImage[]) {
  // The journal keeps what delayed the saving of images, too: that befell none of them.
  const errors = job.errors.flatMap(clientErrors).filter(({ name }) => name !== "DownloadError");
  // The last one is what ended the submission.
  const interrupted = errors.findLast(({ name }) => interruptions.test(name));
  const made: WireOutcome[] = arrived.map((image) => ({ ok: true, index: image.index, image: factsOf(image) }));
  const taken = new Set(job.images.map(({ index }) => index));
  for (const error of errors) {
    // That of an abort may be kept for what it had: no image fails so.
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
    // One with images was submitted.
    clientRequestId: job.submission ?? "",
    task: job.task,
    interrupted,
  };
}

function factsOf({ width, height, mediaType, expiresAt, layer }: JobImage) {
  return { width, height, mediaType, expiresAt, layer };
}

/** An error of the journal. Only those of clients say anything that a page may read: others name files of the server. */
function toError(error: Json | undefined, charged: "no" | "unknown"): WireError {
  const [known] = clientErrors(error);
  return known ?? { name: "OutcomeUnknownError", message: "The outcome of the run is not known", charged };
}

/**
 * Returns an error if it is a client's, since only those say whether they were billed, or of a process that ended. What
 * the provider said is the server's to read, and its links are.
 */
export function clientErrors(error: unknown): WireError[] {
  const { name, message, ...facts } = Object(error);
  const charged = name === "Interrupted" ? "unknown" : facts.charged;
  if (![name, message, charged].every((fact) => typeof fact === "string")) return [];
  return [{ ...facts, name, message, charged, images: undefined, raw: undefined }];
}
