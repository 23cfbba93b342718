import { type Job, type JobStore, mayBeBilled, openJobs, type SaveImage } from "@seedream-clients/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import { createApp } from "./app.ts";
import { isUnderWay, openHistory } from "./history.ts";
import type { ImageFiles } from "./images.ts";
import type { Offer } from "./providers.ts";
import { idOf, isLive, studioRuns, USER } from "./run-store.ts";
import { wait } from "./wait.ts";
import type { WireLog } from "./wire-log.ts";

/** Parts of a studio, on a machine or in a page. */
export interface StudioParts {
  readonly offers: readonly Offer[];
  readonly journal: JobStore;
  readonly wire: WireLog;
  readonly images: ImageFiles;
  /** Whether the simulator still has the tasks that the last studio submitted to it. */
  readonly keepsTasks: boolean;
}

/** The runs of a studio, and their API. */
export type StudioCore = Awaited<ReturnType<typeof openCore>>;

/** Maximum of concurrent submissions per client. */
const CONCURRENCY = 32;

/** Time for runs to save their images when the studio stops, in ms. */
const LAST_SAVES = 1500;

/** Opens the runs. Resumes the unfinished runs of the last studio, and cancels those that were not sent. */
export async function openCore({ offers, journal, wire, images, keepsTasks }: StudioParts) {
  const clients = Object.fromEntries(offers.map(({ client, seedream }) => [client, seedream]));
  const limits = Object.fromEntries(offers.map(({ client }) => [client, { concurrency: CONCURRENCY }]));
  const save: SaveImage = async (image, job, { index }) => {
    // The store may fetch an image from the simulator on this machine; `image` itself may not.
    const readable = await store.image({ user: USER, id: idOf(job) }, index);
    const saved = await images.save(readable ?? image, `${idOf(job)}-${index}`).catch((error: unknown) => {
      // A simulator that does not respond has stopped. Its address will not respond again, so do not retry.
      throw isLive(job) ? error : Object.assign(Object(error), { retryable: false });
    });
    // The run may have been deleted before the link responded.
    if ((await jobs.get(job.key))?.isErased) await images.remove(saved);
    return saved;
  };
  const jobs = await openJobs({ store: journal, clients, limits, save });
  const openedAt = Date.now();
  /** Submits the task of a job again, for free, because a new simulator does not have the tasks of the last one. */
  const findTask = async (job: Job) => {
    const offer = offers.find(({ client, live }) => client === job.client && !live);
    if (keepsTasks || !offer || !job.task || job.createdAt >= openedAt) return;
    const options = { clientRequestId: job.submission, idempotencyKey: job.submission };
    const task = await offer.seedream.submit?.({ ...job.request }, options).catch(() => undefined);
    if (task) await journal.transaction(async (transaction) => transaction.put({ ...job, task }));
  };
  for await (const job of jobs.list(["queued", "waiting"])) {
    if (job.state === "waiting") await findTask(job);
    else if (!mayBeBilled(job)) await jobs.cancel(job.key, "The studio stopped before this was sent");
  }
  const history = await openHistory(jobs, offers);
  const store: RunStore = studioRuns({ ...jobs, get: (key) => history.find(key) }, images);
  return {
    /** Serves `/api/`. */
    api: createApp({ offers, clients, jobs, store, history, images, wire, findTask }),
    /** Starts the queued runs, now and from now on. A failed journal ends the process: nothing may be sent unrecorded. */
    start: () => jobs.start(),
    /** Whether a run is under way. */
    isBusy: () => history.all().some((run) => run.state === "saving" || isUnderWay(run)),
    /** Stops the runs. Aborts the rest after `LAST_SAVES`. */
    async close() {
      const stopping = jobs.stop();
      // The next studio cannot resume these runs, because their providers have no tasks. Images so far are saved.
      const lost = history.all().filter(({ state, offer }) => state === "submitting" && !offer.seedream.task);
      await Promise.allSettled(lost.map(({ key }) => jobs.cancel(key, "The studio stopped while this was made")));
      await Promise.race([stopping, wait(LAST_SAVES)]);
      await jobs.stop({ abort: true });
      await jobs.close();
    },
  };
}
