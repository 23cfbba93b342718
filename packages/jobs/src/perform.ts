import {
  AbortedError,
  type Clock,
  DownloadError,
  type DownloadLimits,
  type GeneratedImage,
  type ImageEvent,
  type ImageResult,
  RateLimitError,
  type SeedreamClient,
  SeedreamError,
  type TaskMethods,
} from "@seedream-clients/core";
import { FetchedImage, toBase64 } from "@seedream-clients/core/client";
import type { Amounts, Job, JobImage, Json } from "./job.ts";
import { imagesOf, type Journal } from "./journal.ts";

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
}

/** Most times that a submission which was not accepted is sent. */
const mostAttempts = 6;

const firstPause = 1_000;
const longestPause = 600_000;

/**
 * Takes a job on from where it is to its end, or as far as it goes now. Every step is in the journal before the next
 * one begins. Throws only when the journal fails.
 */
export async function perform(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  let current = job;
  if (current.state === "submitting") current = await submit(current, performer, signal);
  if (current.state === "waiting" && !signal.aborted) current = await waitForTask(current, performer, signal);
  if (current.state === "saving" && !signal.aborted) current = await saveImages(current, performer);
  return current;
}

/** Whether a client works with tasks. */
export function hasTasks(client: SeedreamClient): client is SeedreamClient & TaskMethods<string, object> {
  return "submit" in client && "task" in client;
}

async function submit(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const { journal, clients } = performer;
  const client = clients[job.client];
  if (!client) throw new Error(`There is no client ${JSON.stringify(job.client)}`);
  // The journal repeats: it lets all workers wait for a provider that asks for it.
  const options = { signal, maxRetries: 0, clientRequestId: job.submission };
  try {
    if (hasTasks(client)) {
      const task = await client.submit(job.request, { ...options, idempotencyKey: job.submission });
      return await journal.update(job.key, ["submitting"], () => ({ state: "waiting", task }));
    }
    if (imagesOf(job) === 1) return await finish(job, performer, await client.generate(job.request, options));
    return await receive(job, performer, client.stream(job.request, options));
  } catch (error) {
    return settle(job, performer, error);
  }
}

/** Keeps each image of a group as it arrives. */
async function receive(job: Job, performer: Performer, events: AsyncIterable<ImageEvent>): Promise<Job> {
  for await (const event of events) {
    if (event.type === "image") await keep(job, performer, [event]);
    if (event.type === "completed") return finish(job, performer, event.result);
  }
  throw new Error("The stream ended without its last event");
}

async function waitForTask(job: Job, performer: Performer, signal: AbortSignal): Promise<Job> {
  const client = performer.clients[job.client];
  if (!client || !job.task || !hasTasks(client)) return job;
  const task = client.task(job.task);
  try {
    return await finish(job, performer, await task.wait({ signal }));
  } catch (error) {
    if (signal.aborted) return job;
    // Whether the task failed, or only the wait for it.
    const state = await task.get({ signal }).catch(() => undefined);
    if (state?.result) return finish(job, performer, state.result);
    return state?.error ? fail(job, performer, state.error, job.price) : postpone(job, performer, error);
  }
}

/** Puts images that arrived into the journal, those that came inline with their bytes. */
async function keep(
  job: Job,
  { journal }: Performer,
  arrived: readonly { readonly index: number; readonly image: GeneratedImage }[],
): Promise<Job> {
  if (arrived.length === 0) return job;
  const inline = await Promise.all(
    arrived.map(async ({ index, image }) => (image.url ? undefined : { index, bytes: await image.bytes() })),
  );
  return journal.update(
    job.key,
    [job.state],
    ({ images }) => ({ images: [...images, ...arrived.filter(({ index }) => isNew(images, index)).map(factsOf)] }),
    async (transaction) => {
      for (const file of inline) if (file) await transaction.writeFile(fileOf(job, file.index), file.bytes);
    },
  );
}

async function finish(job: Job, performer: Performer, result: ImageResult): Promise<Job> {
  const made = result.images.filter((outcome) => outcome.ok);
  const errors = result.images.flatMap((outcome) => (outcome.ok ? [] : [toJson(outcome.error)]));
  await keep(job, performer, made);
  const { cost, interrupted, warnings } = result;
  return performer.journal.update(job.key, [job.state], ({ price }) => ({
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
  const { journal, clock } = performer;
  const {
    charged = "unknown",
    retryable = false,
    retryAfter,
    images = [],
  } = SeedreamError.isInstance(error) ? error : {};
  await keep(
    job,
    performer,
    images.map((image, index) => ({ index, image })),
  );
  const known = await journal.find(job.key);
  if (known && known.images.length > 0) {
    return journal.update(job.key, ["submitting"], ({ price, errors }) => ({
      state: "saving",
      attempts: 0,
      spent: price,
      errors: [...errors, toJson(error)],
    }));
  }
  if (charged === "unknown") {
    return journal.update(job.key, ["submitting"], ({ errors }) => ({
      state: "unknown",
      errors: [...errors, toJson(error)],
    }));
  }
  if (AbortedError.isInstance(error)) {
    return journal.update(job.key, ["submitting"], ({ attempts }) => ({
      state: "queued",
      attempts: attempts - 1,
      spent: {},
    }));
  }
  if (!retryable || job.attempts >= mostAttempts) return fail(job, performer, error, {});
  const pause = retryAfter ?? pauseAfter(job.attempts);
  if (RateLimitError.isInstance(error)) await journal.pause(job, pause);
  return journal.update(job.key, ["submitting"], () => ({
    state: "queued",
    spent: {},
    notBefore: clock.now() + pause,
    errors: [toJson(error)],
  }));
}

function fail(job: Job, { journal }: Performer, error: unknown, spent: Amounts): Promise<Job> {
  return journal.update(job.key, [job.state], () => ({ state: "failed", errors: [toJson(error)], spent }));
}

/** Leaves a job where it is, to be taken up later. */
function postpone(job: Job, { journal, clock }: Performer, error: unknown): Promise<Job> {
  return journal.update(job.key, [job.state], ({ attempts }) => ({
    attempts: attempts + 1,
    notBefore: clock.now() + pauseAfter(attempts + 1),
    errors: [toJson(error)],
  }));
}

async function saveImages(job: Job, performer: Performer): Promise<Job> {
  const { journal, save } = performer;
  let current = job;
  for (const facts of save ? job.images : []) {
    if (facts.saved !== undefined || facts.error !== undefined) continue;
    try {
      const saved = (await save?.(await openImage(job, facts, performer), current, facts)) ?? null;
      current = await mark(current, journal, facts.index, { saved });
    } catch (error) {
      if (!DownloadError.isInstance(error) || error.retryable) return postpone(current, performer, error);
      current = await mark(current, journal, facts.index, { error: toJson(error) });
    }
  }
  const isLost = current.images.every(({ error }) => error !== undefined);
  return journal.update(job.key, ["saving"], () => ({ state: isLost ? "failed" : "done", notBefore: 0 }));
}

function mark(job: Job, journal: Journal, index: number, patch: Pick<JobImage, "saved"> | Pick<JobImage, "error">) {
  return journal.update(
    job.key,
    ["saving"],
    ({ images }) => ({ images: images.map((image) => (image.index === index ? { ...image, ...patch } : image)) }),
    async (transaction) => transaction.deleteFile(fileOf(job, index)),
  );
}

/** Opens an image from the journal, which is also how one is opened after its process died. */
async function openImage(job: Job, facts: JobImage, { journal, clock, download }: Performer): Promise<GeneratedImage> {
  const bytes = facts.url === undefined ? await journal.readFile(fileOf(job, facts.index)) : undefined;
  const { url, mediaType, width, height, expiresAt } = facts;
  const inline = bytes && toBase64(bytes);
  return new FetchedImage(
    { url, inline, mediaType, width, height, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) },
    { clock, fetch: (...input) => fetch(...input), download },
  );
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

const fileOf = ({ key }: Job, index: number) => `${key} ${index}`;

function pauseAfter(attempts: number): number {
  return Math.min(firstPause * 2 ** (attempts - 1), longestPause);
}

/** An error as JSON: the facts of a client's, the name and message of another. */
function toJson(error: unknown): Json {
  if (SeedreamError.isInstance(error)) return JSON.parse(JSON.stringify(error));
  return error instanceof Error ? { name: error.name, message: error.message } : String(error);
}
