import {
  type ImageEvent,
  type ImageResult,
  NotFoundError,
  type SeedreamClient,
  type TaskHandle,
} from "@seedream-clients/core";
import { type Arrived, arrivedBefore, keep, record } from "./arrivals.ts";
import { clientOf, hasTasks } from "./clients.ts";
import type { Job } from "./job.ts";
import { hasFile, toJson, withoutDelay } from "./job-errors.ts";
import type { Journal } from "./journal.ts";
import type { Performer } from "./performer.ts";
import { postpone } from "./postpone.ts";
import type { Signals } from "./run.ts";
import { saveImages } from "./save-images.ts";
import { conclude, finish, keepBroken, settle } from "./settle.ts";

/** Age in ms from which a task that is not found is given up. Providers keep results for about a day. */
const taskLifetime = 24 * 3_600_000;

/**
 * Continues a job to its end, or as far as it goes now. Every step is in the journal before the next one begins. Throws
 * when the journal fails or the provider refuses the account, because other jobs would fail too.
 */
export async function perform(job: Job, performer: Performer, signals: Signals): Promise<Job> {
  let current = job;
  if (current.state === "submitting") current = await submit(current, performer, signals.abort);
  if (current.state === "waiting" && !signals.stop.aborted) {
    current = await waitForTask(current, performer, signals.stop);
  }
  if (current.state === "saving" && !signals.leave.aborted) {
    current = await saveImages(current, performer, signals.leave);
  }
  return current;
}

async function submit(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const client = clientOf(performer.clients, job.client);
  if (!client) throw new Error(`There is no client ${JSON.stringify(job.client)}`);
  const answer = await send(job, client, performer, signal);
  if ("error" in answer) return settle(job, performer, answer.error, answer.arrived);
  if ("result" in answer) return finish(job, performer, answer.result);
  const { task } = answer;
  return record(job, `task ${task.id}`, () =>
    // From here on, `attempts` counts failed waits, so that the error of a wait replaces none of the submission.
    performer.journal.arrive(job, (current) => (current.task ? undefined : { state: "waiting", task, attempts: 0 })),
  );
}

type Answer =
  | { readonly task: TaskHandle }
  | { readonly result: ImageResult }
  /** `arrived`: images of a stream before the error. */
  | { readonly error: unknown; readonly arrived?: readonly Arrived[] };

/** Sends a submission. Keeps each image of a group as it arrives. */
async function send(job: Job, client: SeedreamClient, performer: Performer, signal: AbortSignal): Promise<Answer> {
  const lapse = new AbortController();
  const options = {
    signal: AbortSignal.any([signal, lapse.signal]),
    // The journal retries instead, so that all workers wait for a provider that asks for a pause.
    maxRetries: 0,
    clientRequestId: job.submission,
    onRequest({ operation }: { readonly operation: string }) {
      // A process that slept may have lost the job, and somebody may have settled it as never sent.
      if (operation === "submit" && !performer.journal.isHeld(job)) lapse.abort();
    },
  };
  if (hasTasks(client)) {
    const submission = client.submit(job.request, { ...options, idempotencyKey: job.submission });
    return submission.then((task) => ({ task }), toAnswer);
  }
  if ((job.request.count ?? 1) === 1)
    return client.generate(job.request, options).then((result) => ({ result }), toAnswer);
  return readStream(job, client.stream(job.request, options), performer);
}

async function readStream(job: Job, stream: AsyncIterable<ImageEvent>, performer: Performer): Promise<Answer> {
  const arrived: Arrived[] = [];
  try {
    for await (const event of stream) {
      if (event.type === "completed") return { result: event.result };
      if (event.type !== "image") continue;
      arrived.push(event);
      // A failing journal must not end the stream: its other images are paid for too. The end records all of them.
      await keep(job, performer, [event]).catch(() => {});
    }
    return { error: new Error("The stream ended without its last event"), arrived };
  } catch (error) {
    return { error, arrived };
  }
}

const toAnswer = (error: unknown) => ({ error });

async function waitForTask(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const client = clientOf(performer.clients, job.client);
  if (!job.task || !hasTasks(client)) return job;
  const task = client.task(job.task);
  const onProgress = keepProgress(job, performer.journal);
  // The id of the submission, so that hooks and logs have submission and polls under one id.
  const options = { signal, clientRequestId: job.submission, onProgress };
  const answer = await task.wait(options).then((result) => ({ result }), toAnswer);
  if ("result" in answer) return finish(job, performer, answer.result);
  if (signal.aborted) return job;
  // Finds out whether the task failed, or only the wait for it.
  const state = await task.get({ signal }).catch(() => undefined);
  if (state?.result) return finish(job, performer, state.result);
  if (state?.error) return failTask(job, performer, state.error);
  return isForgotten(job, performer, answer.error)
    ? forget(job, performer, answer.error)
    : postpone(job, performer, answer.error);
}

/** Whether the provider may have deleted a task that it does not find. A new task may only not be found yet. */
function isForgotten({ task }: Job, { journal }: Performer, error: unknown): boolean {
  return NotFoundError.isInstance(error) && journal.now() - (task?.submittedAt ?? 0) > taskLifetime;
}

/** Ends the wait for a task that its provider no longer has. The outcome is unknown. */
function forget(job: Job, performer: Performer, error: unknown): Promise<Job> {
  return conclude(job, performer, error, (before) => ({
    state: "unknown",
    notBefore: 0,
    errors: [...withoutDelay(before), toJson(error)],
  }));
}

/** Ends a job whose task failed: it may be billed, and some of its images may have been made. */
function failTask(job: Job, performer: Performer, error: unknown): Promise<Job> {
  const arrived = arrivedBefore(error);
  if (arrived.length > 0) return keepBroken(job, performer, arrived, error);
  return conclude(job, performer, error, ({ price, errors }) => ({
    state: "failed",
    errors: [...errors.filter(hasFile), toJson(error)],
    spent: price,
  }));
}

/** Records the progress of a task as it goes forward. */
function keepProgress(job: Job, journal: Journal): (progress: { readonly fraction: number }) => void {
  let known = job.progress ?? 0;
  return ({ fraction }) => {
    if (fraction <= known || fraction >= 1) return;
    known = fraction;
    // The job goes on: if the journal fails, the end of the task reports that.
    void journal.advance(job, () => ({ progress: fraction })).catch(() => {});
  };
}
