import {
  AbortedError,
  AuthenticationError,
  type Clock,
  DownloadError,
  type DownloadLimits,
  type GeneratedImage,
  type ImageEvent,
  type ImageResult,
  PaymentRequiredError,
  RateLimitError,
  type SeedreamClient,
  SeedreamError,
  type TaskHandle,
  type TaskMethods,
} from "@seedream-clients/core";
import { FetchedImage, toBase64 } from "@seedream-clients/core/client";
import type { Amounts, Job, JobImage, Json } from "./job.ts";
import { JobsError, messageOf, TakenOverError } from "./jobs-error.ts";
import { imagesOf, type Journal, longestPause as longestAsked, type Patch } from "./journal.ts";
import type { Signals } from "./run.ts";
import type { WithSlot } from "./slots.ts";
import type { Transaction } from "./store.ts";

/**
 * Saves an image of a job. May be called again for an image whose process died: saving twice must do no harm. What it
 * returns is kept as `saved`. When it throws, it is tried again later; only a `DownloadError` that is not retryable is
 * final.
 */
export type SaveImage = (image: GeneratedImage, job: Job, facts: JobImage) => Promise<Json | undefined>;

/** What jobs are performed with. */
export interface Performer {
  readonly journal: Journal;
  readonly clients: Readonly<Record<string, SeedreamClient>>;
  readonly clock: Clock;
  readonly save: SaveImage | undefined;
  readonly download: DownloadLimits;
  /** Limits the images that are in memory at once, while they are saved. */
  readonly withSlot: WithSlot;
}

/** Most times that a submission is sent whose response is lost, under its idempotency key. */
const mostAttempts = 6;

/** How long a job is sent again that is not accepted, in ms. Those behind it in the queue wait with it, and do not age. */
const longestRefusal = 900_000;
const longestRateLimit = 24 * 3_600_000;

/** Longest pause of a lane for which the provider names none, in ms. */
const longestLanePause = 60_000;

const firstPause = 1_000;
const longestPause = 600_000;

/**
 * Takes a job on from where it is to its end, or as far as it goes now. Every step is in the journal before the next
 * one begins. Throws when the journal fails, and when the provider refuses the account: no other job would do better.
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

/** Whether a client works with tasks. */
export function hasTasks(client: SeedreamClient): client is SeedreamClient & TaskMethods<string, object> {
  return "submit" in client && "task" in client;
}

async function submit(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const client = performer.clients[job.client];
  if (!client) throw new Error(`There is no client ${JSON.stringify(job.client)}`);
  const answer = await send(job, client, performer, signal);
  if ("error" in answer) return settle(job, performer, answer.error);
  if ("result" in answer) return finish(job, performer, answer.result);
  const { task } = answer;
  return record(job, `task ${task.id}`, () =>
    performer.journal.arrive(job, (current) => (current.task ? undefined : { state: "waiting", task })),
  );
}

type Answer = { readonly task: TaskHandle } | { readonly result: ImageResult } | { readonly error: unknown };

/** Sends a submission. Keeps each image of a group as it arrives. */
async function send(job: Job, client: SeedreamClient, performer: Performer, signal: AbortSignal): Promise<Answer> {
  // The journal repeats: it lets all workers wait for a provider that asks for it.
  const options = { signal, maxRetries: 0, clientRequestId: job.submission };
  if (hasTasks(client)) {
    const submission = client.submit(job.request, { ...options, idempotencyKey: job.submission });
    return submission.then((task) => ({ task }), toAnswer);
  }
  if (imagesOf(job) === 1) return client.generate(job.request, options).then((result) => ({ result }), toAnswer);
  const events = client.stream(job.request, options)[Symbol.asyncIterator]();
  for (;;) {
    const next = await events.next().catch(toAnswer);
    if ("error" in next) return next;
    if (next.done) return toAnswer(new Error("The stream ended without its last event"));
    const event: ImageEvent = next.value;
    if (event.type === "image") await keep(job, performer, [event]);
    if (event.type !== "completed") continue;
    // The call waits until its loop is left, with a timer that keeps the process alive.
    await events.return?.();
    return { result: event.result };
  }
}

const toAnswer = (error: unknown) => ({ error });

/**
 * Records what arrived and is paid for.
 *
 * @throws {JobsError} `"unrecorded"`, which says what arrived: the journal cannot.
 */
async function record(job: Job, arrived: string, write: () => Promise<Job>): Promise<Job> {
  try {
    return await write();
  } catch (cause) {
    if (cause instanceof TakenOverError) throw cause;
    const message = `The journal cannot record job ${JSON.stringify(job.key)} (${messageOf(cause)}); it is paid for, and what arrived is ${arrived}`;
    throw new JobsError(message, "unrecorded", cause);
  }
}

async function waitForTask(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const client = performer.clients[job.client];
  if (!client || !job.task || !hasTasks(client)) return job;
  const task = client.task(job.task);
  const onProgress = keepProgress(job, performer.journal);
  // That of the submission: hooks and logs have both under one id.
  const options = { signal, clientRequestId: job.submission, onProgress };
  const answer = await task.wait(options).then((result) => ({ result }), toAnswer);
  if ("result" in answer) return finish(job, performer, answer.result);
  if (signal.aborted) return job;
  // Whether the task failed, or only the wait for it.
  const state = await task.get({ signal }).catch(() => undefined);
  if (state?.result) return finish(job, performer, state.result);
  return state?.error ? fail(job, performer, state.error, job.price) : postpone(job, performer, answer.error);
}

/** Keeps how far a task is, as it goes forward. */
function keepProgress(job: Job, journal: Journal): (progress: { readonly fraction: number }) => void {
  let known = job.progress ?? 0;
  return ({ fraction }) => {
    if (fraction <= known || fraction >= 1) return;
    known = fraction;
    // No failure of the job: that of a journal is told when the task is done.
    void journal.advance(job, () => ({ progress: fraction })).catch(() => {});
  };
}

interface Arrived {
  readonly index: number;
  readonly image: GeneratedImage;
}

/** Puts images that arrived into the journal, those that came inline with their bytes, and changes their job. */
async function keep(
  job: Job,
  { journal }: Performer,
  arrived: readonly Arrived[],
  patch: Patch = () => ({}),
): Promise<Job> {
  const opened = await Promise.all(arrived.map(openInline));
  const links = opened.map(({ facts }) => facts.url ?? "inline bytes").join(" ");
  const writeFiles = async (transaction: Transaction) => {
    for (const { facts, bytes } of opened) if (bytes) await transaction.writeFile(fileOf(job, facts.index), bytes);
  };
  const add = (before: Job, now: number, isLate: boolean) => {
    const fresh = opened.filter(({ facts }) => isNew(before.images, facts.index));
    if (isLate && fresh.length === 0 && !isOpen(before)) return undefined;
    return { ...patch(before, now), images: [...before.images, ...fresh.map(({ facts }) => facts)] };
  };
  return record(job, links || "no image", () =>
    job.state === "submitting"
      ? journal.arrive(job, add, writeFiles)
      : journal.advance(job, (before, now) => add(before, now, false) ?? {}, writeFiles),
  );
}

/** Whether it is not known yet what came of a submission. */
function isOpen({ state }: Job): boolean {
  return state === "queued" || state === "submitting" || state === "unknown";
}

/** Decodes an image that came inline. One that cannot be decoded is lost, and says so. */
async function openInline({
  index,
  image,
}: Arrived): Promise<{ readonly facts: JobImage; readonly bytes?: Uint8Array }> {
  const facts = factsOf({ index, image });
  if (image.url) return { facts };
  return image.bytes().then(
    (bytes) => ({ facts, bytes }),
    (error: unknown) => ({ facts: { ...facts, error: toJson(error) } }),
  );
}

function finish(job: Job, performer: Performer, result: ImageResult): Promise<Job> {
  const made = result.images.filter((outcome) => outcome.ok);
  const errors = result.images.flatMap((outcome) => (outcome.ok ? [] : [toJson(outcome.error)]));
  const { cost, interrupted, warnings } = result;
  return keep(job, performer, made, ({ price }) => ({
    state: "saving",
    attempts: 0,
    notBefore: 0,
    errors: interrupted ? [...errors, toJson(interrupted)] : errors,
    warnings,
    // More may be billed than arrived.
    spent: interrupted ? price : spentOn(job, made.length, cost),
    ...(cost && { cost }),
  }));
}

/** Decides about a submission that threw. */
async function settle(job: Job, performer: Performer, error: unknown): Promise<Job> {
  const { journal, clients } = performer;
  const {
    charged = "unknown",
    retryable = false,
    retryAfter,
    images = [],
  } = SeedreamError.isInstance(error) ? error : {};
  const known = await journal.find(job.key);
  const isAborted = AbortedError.isInstance(error);
  const reasons = isAborted ? reasonsOf(known, error) : [toJson(error)];
  // Those of a stream are there already, each under its index.
  const arrived = known && known.images.length > 0 ? [] : images.map((image, index) => ({ index, image }));
  if (arrived.length > 0 || (known && known.images.length > 0)) {
    return keep(job, performer, arrived, ({ price, errors }) => ({
      state: "saving",
      attempts: 0,
      spent: price,
      errors: [...errors, ...reasons],
    }));
  }
  const client = clients[job.client];
  const isKeyed = client !== undefined && hasTasks(client);
  if (charged === "unknown" && !(isKeyed && (isAborted || job.attempts < mostAttempts))) {
    return journal.advance(job, ({ errors }) => ({
      state: "unknown",
      errors: [...errors, ...reasons],
    }));
  }
  // What may have been billed stays in `spent`: its repeat has the same idempotency key, and is billed once.
  const again = isFree(job, charged) ? { spent: {} } : {};
  const isRefused = AuthenticationError.isInstance(error) || PaymentRequiredError.isInstance(error);
  if (isAborted || (isRefused && job.retryFor !== 0)) {
    const queued = await journal.advance(job, ({ attempts, errors }) => ({
      state: "queued",
      attempts: attempts - 1,
      errors: known?.cancelledAt === undefined ? errors : [...errors, ...reasons],
      ...again,
    }));
    if (isRefused) throw error;
    return queued;
  }
  if (charged === "no") return retryable ? holdBack(job, performer, error) : giveUp(job, performer, error);
  const pause = Math.min(retryAfter ?? pauseAfter(job.attempts), longestAsked);
  if (RateLimitError.isInstance(error)) await journal.pause(job, pause);
  return journal.advance(job, (before, now) => ({
    state: "queued",
    notBefore: now + pause,
    errors: refusalsOf(before, error),
  }));
}

/** Why a submission was aborted: by a person, for a reason that is known already, or because all jobs were stopped. */
function reasonsOf(known: Job | undefined, error: unknown): readonly Json[] {
  if (known?.cancelledAt === undefined) return [interruption("The jobs were stopped while the submission was out")];
  return known.errors.some(isInterruption) ? [] : [toJson(error)];
}

/** Queues a job again that was provably not accepted: with all others of its lane it waits, and no attempt is counted. */
async function holdBack(job: Job, performer: Performer, error: unknown): Promise<Job> {
  const { journal } = performer;
  const now = journal.now();
  // After a clock that was set back, it would lie ahead.
  const refusedSince = Math.min(job.refusedSince ?? now, now);
  const waited = now - refusedSince;
  const usualTime = RateLimitError.isInstance(error) ? longestRateLimit : longestRefusal;
  const longest = job.retryFor ?? usualTime;
  if (waited >= longest) return giveUp(job, performer, error);
  // As long as it has waited already: each pause is twice the one before.
  const usual = Math.min(Math.max(waited, firstPause), longestLanePause, longest - waited);
  const { retryAfter } = SeedreamError.isInstance(error) ? error : {};
  const pause = Math.min(retryAfter ?? usual, longestAsked);
  await journal.pause(job, pause);
  return journal.advance(job, (before) => ({
    state: "queued",
    attempts: before.attempts - 1,
    refusedSince,
    notBefore: now + pause,
    errors: refusalsOf(before, error),
    ...(isFree(job, "no") && { spent: {} }),
  }));
}

/** Whether nothing was billed for a job. A refusal says so of its own submission, not of one before under the same key. */
function isFree({ isRepeat }: Job, charged: "no" | "unknown"): boolean {
  return charged === "no" && !isRepeat;
}

/** Ends a job whose submission was refused for good. */
function giveUp(job: Job, performer: Performer, error: unknown): Promise<Job> {
  if (isFree(job, "no")) return fail(job, performer, error, {});
  return performer.journal.advance(job, (before) => ({ state: "unknown", errors: refusalsOf(before, error) }));
}

/** The newest refusal in place of those before, and why the job was cancelled meanwhile, if an application said so. */
function refusalsOf({ errors }: Job, error: unknown): readonly Json[] {
  return [toJson(error), ...errors.filter(isInterruption)];
}

function fail(job: Job, { journal }: Performer, error: unknown, spent: Amounts): Promise<Job> {
  return journal.advance(job, () => ({ state: "failed", errors: [toJson(error)], spent }));
}

/** Leaves a job where it is, to be taken up later. */
function postpone(job: Job, { journal }: Performer, error: unknown): Promise<Job> {
  return journal.advance(job, (before, now) => ({
    attempts: before.attempts + 1,
    notBefore: now + pauseAfter(before.attempts + 1),
    errors: [...withoutDelay(before), toJson(error)],
  }));
}

/** The errors of a job without that which postponed its saving: the last one, once it was tried. */
export function withoutDelay({ attempts, errors }: Job): readonly Json[] {
  return attempts > 0 ? errors.slice(0, -1) : errors;
}

async function saveImages(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const { journal, save } = performer;
  let current = job;
  for (const facts of save ? job.images : []) {
    if (facts.saved !== undefined || facts.error !== undefined) continue;
    try {
      const saving = performer.withSlot(async () => {
        signal.throwIfAborted();
        const image = await openImage(job, facts, performer, signal);
        // In its slot too, which others wait for.
        return unlessAborted(Promise.resolve(save?.(image, current, facts)), signal);
      });
      const saved = asJson(await unlessAborted(saving, signal));
      current = await mark(current, journal, facts.index, { saved });
    } catch (error) {
      if (signal.aborted) return current;
      if (!DownloadError.isInstance(error) || error.retryable) return postpone(current, performer, error);
      current = await mark(current, journal, facts.index, { error: toJson(error) });
    }
  }
  const isLost = current.images.every(({ error }) => error !== undefined);
  return journal.advance(current, (before) => ({
    state: isLost ? "failed" : "done",
    notBefore: 0,
    errors: isLost ? before.errors : withoutDelay(before),
  }));
}

/** @throws when JSON cannot say it, which no journal could keep: the image is saved again later, as after any failure. */
function asJson(saved: Json | undefined): Json {
  try {
    return JSON.parse(JSON.stringify(saved) ?? "null");
  } catch (cause) {
    throw new Error(`save returned what JSON cannot say (${messageOf(cause)}); return text, numbers, lists or objects`);
  }
}

/** Leaves work behind that may be done again: nobody need wait for a `save` that never returns. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

function mark(job: Job, journal: Journal, index: number, patch: Pick<JobImage, "saved"> | Pick<JobImage, "error">) {
  return journal.advance(
    job,
    ({ images }) => ({ images: images.map((image) => (image.index === index ? { ...image, ...patch } : image)) }),
    async (transaction) => transaction.deleteFile(fileOf(job, index)),
  );
}

/** Opens an image from the journal, which is also how one is opened after its process died. */
async function openImage(
  job: Job,
  facts: JobImage,
  { journal, clock, download }: Performer,
  leave: AbortSignal,
): Promise<GeneratedImage> {
  const bytes = facts.url === undefined ? await journal.readFile(fileOf(job, facts.index)) : undefined;
  const { url, mediaType, width, height, expiresAt } = facts;
  const inline = bytes && toBase64(bytes);
  return new FetchedImage(
    { url, inline, mediaType, width, height, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) },
    {
      clock,
      fetch: (input, init) => fetch(input, { ...init, signal: either(init?.signal, leave) }),
      download,
      redact: (outside) => outside,
    },
  );
}

/** Once the saving was left, nothing is to be downloaded, or written by a `save` that goes on. */
function either(signal: AbortSignal | null | undefined, leave: AbortSignal): AbortSignal {
  return signal ? AbortSignal.any([signal, leave]) : leave;
}

function factsOf({ index, image }: { readonly index: number; readonly image: GeneratedImage }): JobImage {
  const { url, mediaType, width, height, expiresAt } = image;
  return {
    index,
    mediaType,
    ...(url !== undefined && { url }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
  };
}

/** What images cost: the client's estimate, or their share of the highest price. */
function spentOn(job: Job, made: number, cost: ImageResult["cost"]): Amounts {
  if (cost) return { images: made, [cost.currency]: cost.amount };
  const share = made / imagesOf(job);
  return Object.fromEntries(Object.entries(job.price).map(([currency, amount]) => [currency, amount * share]));
}

function isNew(images: readonly JobImage[], index: number): boolean {
  return images.every((image) => image.index !== index);
}

/** Name of the bytes of an image that came inline. */
export const fileOf = ({ key }: Pick<Job, "key">, index: number) => `${key} ${index}`;

/** The error of a submission that nobody cancelled, and whose end was not awaited. */
export function interruption(message: string): Json {
  return { name: "Interrupted", code: "interrupted", message };
}

function isInterruption(error: Json): boolean {
  return Object(error).name === "Interrupted";
}

function pauseAfter(attempts: number): number {
  return Math.min(firstPause * 2 ** (attempts - 1), longestPause);
}

/** An error as JSON: the facts of a client's, the name and message of another. */
function toJson(error: unknown): Json {
  if (SeedreamError.isInstance(error)) return JSON.parse(JSON.stringify(error));
  return error instanceof Error ? { name: error.name, message: error.message } : String(error);
}
