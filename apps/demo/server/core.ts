import { type Job, type JobStore, mayBeBilled, openJobs, type SaveImage } from "@seedream-clients/jobs";
import type { RunStore } from "@seedream-clients/web/server";
import { createApp } from "./app.ts";
import { isUnderWay, openHistory } from "./history.ts";
import type { ImageFiles } from "./images.ts";
import type { Offer } from "./providers.ts";
import { idOf, isLive, studioRuns, USER } from "./run-store.ts";
import { wait } from "./wait.ts";
import type { WireLog } from "./wire-log.ts";

/** What a studio is made of; the same on a machine and in a page. */
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

/** Submissions that go out to a provider at once. */
const CONCURRENCY = 32;

/** Milliseconds that runs have to put away what they hold when the studio stops. */
const LAST_SAVES = 1500;

/** Opens the runs, and takes up what the last studio left. */
export async function openCore({ offers, journal, wire, images, keepsTasks }: StudioParts) {
  const clients = Object.fromEntries(offers.map(({ client, seedream }) => [client, seedream]));
  const limits = Object.fromEntries(offers.map(({ client }) => [client, { concurrency: CONCURRENCY }]));
  const save: SaveImage = async (image, job, { index }) => {
    // That of the store may be fetched from the simulator on this machine.
    const readable = await store.image({ user: USER, id: idOf(job) }, index);
    const saved = await images.save(readable ?? image, `${idOf(job)}-${index}`).catch((error: unknown) => {
      // A simulator that does not respond has stopped, and does not come back at its address.
      throw isLive(job) ? error : Object.assign(Object(error), { retryable: false });
    });
    // Its link may respond only after the run was deleted.
    if ((await jobs.get(job.key))?.isErased) await images.remove(saved);
    return saved;
  };
  const jobs = await openJobs({ store: journal, clients, limits, save });
  const openedAt = Date.now();
  /** A new simulator does not have the tasks of the last one: they are submitted to it again, for free. */
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
    /** Under `/api/`. */
    api: createApp({ offers, clients, jobs, store, history, images, wire, findTask }),
    /** Performs what is queued from now on. */
    start: () => jobs.start(),
    /** Whether a run is under way. */
    isBusy: () => history.all().some((run) => run.state === "saving" || isUnderWay(run)),
    /** Ends everything at once. */
    async close() {
      const stopping = jobs.stop();
      // Their providers have no tasks to wait for again. What has come is saved.
      const lost = history.all().filter(({ state, offer }) => state === "submitting" && !offer.seedream.task);
      await Promise.allSettled(lost.map(({ key }) => jobs.cancel(key, "The studio stopped while this was made")));
      await Promise.race([stopping, wait(LAST_SAVES)]).catch(() => {});
      await jobs.stop({ abort: true }).catch(() => {});
      await jobs.close();
    },
  };
}
