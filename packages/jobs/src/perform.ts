import {
  AbortedError,
  AuthenticationError,
  type Clock,
  DownloadError,
  type DownloadLimits,
  type GeneratedImage,
  type ImageEvent,
  type ImageResult,
  NotFoundError,
  PaymentRequiredError,
  RateLimitError,
  type SeedreamClient,
  SeedreamError,
  type TaskHandle,
  type TaskMethods,
} from "@seedream-clients/core";
import { FetchedImage, toBase64 } from "@seedream-clients/core/client";
import type { Amounts, Job, JobImage, Json } from "./job.ts";
import {
  damage,
  endedBy,
  hasFile,
  isInterruption,
  linksIn,
  refusalsOf,
  toJson,
  withFile,
  withoutDelay,
} from "./job-errors.ts";
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

/** How long a task is waited for that its provider does not find, in ms: results are kept for about a day. */
const taskLifetime = 24 * 3_600_000;

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
  if ("error" in answer) return settle(job, performer, answer.error, answer.arrived);
  if ("result" in answer) return finish(job, performer, answer.result);
  const { task } = answer;
  return record(job, `task ${task.id}`, () =>
    performer.journal.arrive(job, (current) => (current.task ? undefined : { state: "waiting", task })),
  );
}

type Answer =
  | { readonly task: TaskHandle }
  | { readonly result: ImageResult }
  /** `arrived`: what a stream brought before. */
  | { readonly error: unknown; readonly arrived?: readonly Arrived[] };

/** Sends a submission. Keeps each image of a group as it arrives. */
async function send(job: Job, client: SeedreamClient, performer: Performer, signal: AbortSignal): Promise<Answer> {
  const lapse = new AbortController();
  const options = {
    signal: AbortSignal.any([signal, lapse.signal]),
    // The journal repeats: it lets all workers wait for a provider that asks for it.
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
  if (imagesOf(job) === 1) return client.generate(job.request, options).then((result) => ({ result }), toAnswer);
  return readStream(job, client.stream(job.request, options), performer);
}

async function readStream(job: Job, stream: AsyncIterable<ImageEvent>, performer: Performer): Promise<Answer> {
  const arrived: Arrived[] = [];
  try {
    for await (const event of stream) {
      if (event.type === "completed") return { result: event.result };
      if (event.type !== "image") continue;
      arrived.push(event);
      // A journal that fails must not end the stream: its other images are paid for too. The end records all of them.
      await keep(job, performer, [event]).catch(() => {});
    }
    return { error: new Error("The stream ended without its last event"), arrived };
  } catch (error) {
    return { error, arrived };
  }
}

const toAnswer = (error: unknown) => ({ error });

/**
 * Records what arrived and is paid for.
 *
 * @throws {JobsError} `"unrecorded"`, which says what arrived: the journal cannot.
 */
async function record(job: Job, arrived: string, write: () => Promise<Job>, error?: unknown): Promise<Job> {
  try {
    return await write();
  } catch (cause) {
    if (cause instanceof TakenOverError) throw cause;
    throw unrecorded(job, cause, arrived, error);
  }
}

/** @param error What arrived, where it is an error. */
function unrecorded(
  { key }: Job,
  cause: unknown,
  arrived: string,
  error: unknown = cause,
  images: readonly GeneratedImage[] = [],
): JobsError {
  const message = `The journal cannot record job ${JSON.stringify(key)} (${messageOf(cause)}); it is paid for, and what arrived is ${arrived}`;
  return new JobsError(message, "unrecorded", error, images);
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
  if (state?.error) return failTask(job, performer, state.error);
  return isForgotten(job, performer, answer.error)
    ? forget(job, performer, answer.error)
    : postpone(job, performer, answer.error);
}

/** Whether a provider does not know a task that it may have deleted since. One that is new may only not be found yet. */
function isForgotten({ task }: Job, { journal }: Performer, error: unknown): boolean {
  return NotFoundError.isInstance(error) && journal.now() - (task?.submittedAt ?? 0) > taskLifetime;
}

/** Ends the wait for a task that nobody will find: what came of it is not known. */
function forget(job: Job, performer: Performer, error: unknown): Promise<Job> {
  return conclude(job, performer, error, (before) => ({
    state: "unknown",
    notBefore: 0,
    errors: [...withoutDelay(before), toJson(error)],
  }));
}

/** Ends a job whose task failed: it may be billed, and some of its images may have been made. */
function failTask(job: Job, performer: Performer, error: unknown): Promise<Job> {
  const images = SeedreamError.isInstance(error) ? error.images : [];
  const arrived = images.map((image, index) => ({ index, image }));
  if (arrived.length > 0) return keepBroken(job, performer, arrived, error);
  return conclude(job, performer, error, ({ price, errors }) => ({
    state: "failed",
    errors: [...errors.filter(hasFile), toJson(error)],
    spent: price,
  }));
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

/** What the journal gets of images that came inline. */
interface Inline {
  /** Base64 of those that it has. */
  readonly kept: readonly string[];
  /** Whether one of them cannot be decoded. */
  readonly isDamaged: boolean;
}

/** Changes of a job with which images arrive. */
type ArrivalPatch = (job: Job, now: number, inline: Inline) => Partial<Job>;

/** Puts images that arrived into the journal, those that came inline with their bytes, and changes their job. */
async function keep(
  job: Job,
  performer: Performer,
  arrived: readonly Arrived[],
  patch: ArrivalPatch = () => ({}),
  error?: unknown,
): Promise<Job> {
  const opened = await Promise.all(arrived.map(openInline));
  const inline: Inline = {
    kept: opened.flatMap(({ bytes }) => (bytes ? [toBase64(bytes)] : [])),
    isDamaged: opened.some(({ facts }) => facts.error !== undefined),
  };
  let fresh: readonly Opened[] = [];
  const add = (before: Job, now: number, isLate: boolean) => {
    fresh = opened.filter(({ facts }) => isNew(before.images, facts.index));
    if (isLate && fresh.length === 0 && !isOpen(before)) return undefined;
    return { ...patch(before, now, inline), images: [...before.images, ...fresh.map(({ facts }) => facts)] };
  };
  // Others have saved those that are known, and have deleted their bytes.
  const writeFiles = async (transaction: Transaction) => {
    for (const { facts, bytes } of fresh) if (bytes) await transaction.writeFile(fileOf(job, facts.index), bytes);
  };
  try {
    return await performer.journal.arrive(job, add, writeFiles);
  } catch (cause) {
    if (cause instanceof TakenOverError) throw cause;
    const places = await Promise.all(opened.map((each) => placeOf(each, job, performer)));
    const images = arrived.map(({ image }) => image);
    const arrivals = [...places, ...linksIn(Object(error).raw)];
    throw unrecorded(job, cause, [...new Set(arrivals)].join(" ") || "no image", error ?? cause, images);
  }
}

/** Where an image is that the journal cannot have: at its link, or, if it came inline, where it was saved. */
async function placeOf({ facts, image, bytes }: Opened, job: Job, { save }: Performer): Promise<string> {
  if (facts.url !== undefined) return facts.url;
  if (!save || !bytes) return "inline bytes";
  // The bytes are nowhere else.
  return save(image, job, facts).then(
    (saved) => `inline bytes, saved: ${JSON.stringify(saved)}`,
    (error: unknown) => `inline bytes, which could not be saved either (${messageOf(error)})`,
  );
}

/** Whether it is not known yet what came of a submission. */
function isOpen({ state }: Job): boolean {
  return state === "queued" || state === "submitting" || state === "unknown";
}

interface Opened {
  readonly facts: JobImage;
  readonly image: GeneratedImage;
  /** Of an image that came inline. */
  readonly bytes?: Uint8Array;
}

/** Decodes an image that came inline. One that cannot be decoded is lost, and says so. */
async function openInline({ index, image }: Arrived): Promise<Opened> {
  const facts = factsOf({ index, image });
  if (image.url) return { facts, image };
  return image.bytes().then(
    (bytes) => ({ facts, image, bytes }),
    (error: unknown) => ({ facts: { ...facts, error: toJson(error) }, image }),
  );
}

function finish(job: Job, performer: Performer, result: ImageResult): Promise<Job> {
  const made = result.images.filter((outcome) => outcome.ok);
  const failures = result.images.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  const { cost, interrupted, warnings } = result;
  const isCertain = !interrupted && failures.every(({ charged }) => charged === "no");
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
    spent: isCertain ? spentOn(job, made.length, cost) : price,
    ...(cost && { cost }),
  });
  return keep(job, performer, made, patch, interrupted ?? failures.find(({ charged }) => charged === "unknown"));
}

/** Keeps images of a submission or a task that threw: more may be billed. */
function keepBroken(job: Job, performer: Performer, arrived: readonly Arrived[], error: unknown): Promise<Job> {
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
 * Records what came of a submission that brought no image. Where the job was freed meanwhile, because this worker was
 * taken for dead, it says more than that the outcome is unknown.
 */
function conclude(job: Job, { journal }: Performer, error: unknown, patch: Patch): Promise<Job> {
  const write = () =>
    journal.arrive(job, (before, now, isLate) => {
      if (isLate && before.state !== "unknown") {
        const { state, attempts, owner, errors } = before;
        const known = withFile(before, error);
        return known === errors ? undefined : { state, attempts, owner, errors: known };
      }
      // That its process ended is not what ended it.
      const isRefuted = isLate && before.cancelledAt === undefined;
      const errors = isRefuted ? before.errors.filter((each) => !isInterruption(each)) : before.errors;
      return patch({ ...before, errors }, now);
    });
  const { charged = "unknown", raw } = SeedreamError.isInstance(error) ? error : {};
  if (charged === "no") {
    return write().catch((cause: unknown) => {
      // A submission that cost nothing says nothing about the one after it.
      throw cause instanceof JobsError && cause.code === "state" ? new TakenOverError(cause.message) : cause;
    });
  }
  return record(job, linksIn(raw).join(" ") || `this error: ${messageOf(error)}`, write, error);
}

/** Decides about a submission that threw. */
async function settle(job: Job, performer: Performer, error: unknown, streamed: readonly Arrived[] = []): Promise<Job> {
  const { journal, clients } = performer;
  const {
    charged = "unknown",
    retryable = false,
    retryAfter,
    images = [],
  } = SeedreamError.isInstance(error) ? error : {};
  const isAborted = AbortedError.isInstance(error);
  // Those of a stream have their index.
  const arrived = streamed.length > 0 ? streamed : images.map((image, index) => ({ index, image }));
  if (arrived.length > 0) return keepBroken(job, performer, arrived, error);
  const client = clients[job.client];
  const isKeyed = client !== undefined && hasTasks(client);
  if (charged === "unknown" && !(isKeyed && (isAborted || job.attempts < mostAttempts))) {
    return conclude(job, performer, error, (before) => ({
      state: "unknown",
      errors: endedBy(before, error),
    }));
  }
  // What may have been billed stays in `spent`: its repeat has the same idempotency key, and is billed once.
  const again = isFree(job, charged) ? { spent: {} } : {};
  const isRefused = AuthenticationError.isInstance(error) || PaymentRequiredError.isInstance(error);
  if (isAborted || (isRefused && job.retryFor !== 0)) {
    const queued = await conclude(job, performer, error, (before) => ({
      state: "queued",
      attempts: Math.max(0, before.attempts - 1),
      errors: before.cancelledAt === undefined ? withFile(before, error) : endedBy(before, error),
      ...again,
    }));
    if (isRefused) throw error;
    return queued;
  }
  if (charged === "no") return retryable ? holdBack(job, performer, error) : giveUp(job, performer, error);
  const pause = Math.min(Math.max(retryAfter ?? pauseAfter(job.attempts), firstPause), longestAsked);
  if (RateLimitError.isInstance(error)) await journal.pause(job, pause);
  return conclude(job, performer, error, (before, now) => ({
    state: "queued",
    notBefore: now + pause,
    errors: refusalsOf(before, error),
  }));
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
  // A provider that asks for no pause at all, again and again, would be asked without end.
  const asked = retryAfter === undefined ? usual : Math.max(retryAfter, Math.min(usual, firstPause));
  const pause = Math.min(asked, longestAsked);
  await journal.pause(job, pause);
  return conclude(job, performer, error, (before) => ({
    state: "queued",
    attempts: Math.max(0, before.attempts - 1),
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

/** Ends a job whose submission was refused for good. A refusal of a repeat proves nothing about what was sent before. */
function giveUp(job: Job, performer: Performer, error: unknown): Promise<Job> {
  return conclude(job, performer, error, (before) =>
    isFree(job, "no")
      ? { state: "failed", errors: [...before.errors.filter(hasFile), toJson(error)], spent: {} }
      : { state: "unknown", errors: refusalsOf(before, error) },
  );
}

/** Leaves a job where it is, to be taken up later. */
function postpone(job: Job, { journal }: Performer, error: unknown): Promise<Job> {
  return journal.advance(job, (before, now) => ({
    attempts: before.attempts + 1,
    notBefore: now + pauseAfter(before.attempts + 1),
    errors: [...withoutDelay(before), toJson(error)],
  }));
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

function pauseAfter(attempts: number): number {
  return Math.min(firstPause * 2 ** (attempts - 1), longestPause);
}
