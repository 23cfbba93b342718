import { DownloadError, type GeneratedImage, NotFoundError } from "@seedream-clients/core";
import {
  type Job,
  type JobImage,
  type JobStore,
  type Jobs,
  type Json,
  openJobs,
  type SaveImage,
} from "@seedream-clients/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import type { Hono } from "hono";
import { createApp } from "./app.ts";
import { Calls } from "./calls.ts";
import { History, withoutContents } from "./history.ts";
import type { Offer } from "./providers.ts";
import { callOf, idOf, studioRuns, USER } from "./run-store.ts";
import type { Sidecar } from "./sidecar.ts";
import { wait } from "./wait.ts";

/** Where images are kept. */
export interface ImageFiles {
  /** Keeps an image under a name. Returns what finds it again, for the journal. */
  save(image: GeneratedImage, name: string): Promise<Json>;
  /** @throws when the file is gone. */
  read(saved: Json | undefined): Promise<Uint8Array<ArrayBuffer>>;
  remove(saved: Json | undefined): Promise<void>;
}

/** What a studio is made of; the same on a machine and in a page. */
export interface StudioParts {
  readonly offers: readonly Offer[];
  readonly journal: JobStore;
  readonly sidecar: Sidecar;
  readonly images: ImageFiles;
  /** Whether the simulator still has the tasks that the last studio submitted to it. */
  readonly keepsTasks: boolean;
}

/** The runs of a studio, and their API. */
export interface StudioCore {
  /** Under `/api/`. */
  readonly api: Hono;
  /** Performs what is queued from now on. */
  start(): void;
  /** Whether a run is under way. */
  isBusy(): boolean;
  /** Ends everything at once. */
  close(): Promise<void>;
}

/** Submissions that go out to a provider at once. */
const CONCURRENCY = 32;

/** Milliseconds that runs have to put away what they hold when the studio stops. */
const LAST_SAVES = 1500;

/** Opens the runs, and takes up what the last studio left. */
export async function openCore({ offers, journal, sidecar, images, keepsTasks }: StudioParts): Promise<StudioCore> {
  const calls = new Calls(sidecar);
  const clients = Object.fromEntries(offers.map((offer) => [offer.client, calls.clientOf(offer)]));
  const limits = Object.fromEntries(offers.map(({ client }) => [client, { concurrency: CONCURRENCY }]));
  const save: SaveImage = async (image, job, { index }) => {
    // That of the store may be fetched from the simulator on this machine.
    const readable = (await store.image({ user: USER, id: idOf(job) }, index)) ?? image;
    try {
      return await images.save(readable, `${idOf(job)}-${index}`);
    } catch (error) {
      // The image is made and paid for all the same: its place says why it cannot be shown.
      if (DownloadError.isInstance(error) && !error.retryable) return { problem: error.reason ?? error.message };
      throw error;
    }
  };
  const readSaved = async ({ saved }: JobImage) => {
    const { problem } = Object(saved);
    if (problem) throw new DownloadError(String(problem));
    return images.read(saved).catch((cause: unknown) => {
      throw new NotFoundError("The file of the image is gone", { status: 404, cause });
    });
  };
  await markStopped(journal, sidecar);
  const jobs = await openJobs({ store: journal, clients, limits, save });
  const history = await History.open(jobs, offers, sidecar);
  const known = { ...jobs, get: (key: string) => history.find(key) };
  const store: RunStore = studioRuns({ jobs: known, calls, sidecar, readSaved });
  await takeUp(jobs, offers, calls, sidecar, keepsTasks);

  const empty = async (job: Job) => {
    const emptied = withoutContents(job);
    await journal.transaction(async (transaction) => transaction.put(emptied));
    history.take(emptied);
    await Promise.all(job.images.map(({ saved }) => images.remove(saved)));
  };
  const api = createApp({ offers, clients, jobs, store, history, sidecar, empty });
  const close = async () => {
    for (const job of history.all) {
      const call = job.state === "submitting" && job.submission;
      if (call && !sidecar.endOf(call)) sidecar.setEnd(call, "stopped");
    }
    calls.endAll();
    await Promise.race([jobs.stop(), wait(LAST_SAVES)]).catch(() => {});
    await jobs.stop({ abort: true }).catch(() => {});
    await jobs.close();
    sidecar.close();
  };
  const isBusy = () => history.all.some((job) => job.state === "saving" || history.isUnderWay(job));
  return { api, start: () => jobs.start(), isBusy, close };
}

/** Says of submissions that were out when a studio was killed that it stopped: it had no time to say so. */
async function markStopped(journal: JobStore, sidecar: Sidecar): Promise<void> {
  const left = await journal.transaction(async (transaction) => transaction.list(["submitting"], 0, 1000));
  for (const { submission } of left) {
    if (submission && !sidecar.endOf(submission)) sidecar.setEnd(submission, "stopped");
  }
}

/**
 * Takes up what the last studio left. Tasks are waited for; a new simulator does not have those of the last one, so they
 * are submitted to it again, for free. Requests that were not sent are not sent now: their
 * page may be gone.
 */
async function takeUp(jobs: Jobs, offers: readonly Offer[], calls: Calls, sidecar: Sidecar, keepsTasks: boolean) {
  for await (const job of jobs.list(["queued", "waiting"])) {
    const offer = offers.find(({ client }) => client === job.client);
    const isUnsent = job.state === "queued" && Object.values(job.spent).every((amount) => amount === 0);
    if (isUnsent) {
      sidecar.setEnd(idOf(job), "stopped");
      await jobs.cancel(job.key);
    } else if (job.task && offer && !offer.live && !keepsTasks) {
      const { images, ...request } = job.request;
      await calls.replace(offer.connect(), job.task, { ...request, ...(images && { images }) }).catch(() => {});
    }
    const call = callOf(job);
    if (call && sidecar.endOf(call) === "stopped") sidecar.setEnd(call, undefined);
  }
}
