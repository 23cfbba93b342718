import { mkdirSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { DownloadError, NotFoundError } from "@seedream-clients/core";
import { saveImage } from "@seedream-clients/core/node";
import { type Job, type JobImage, type Jobs, openJobs, type SaveImage } from "@seedream-clients/jobs";
import { sqliteStore } from "@seedream-clients/jobs/sqlite";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import type { RunStore } from "@seedream-clients/web/server";
import { createApp } from "./app.ts";
import { Calls } from "./calls.ts";
import { History, withoutContents } from "./history.ts";
import { listen } from "./listen.ts";
import { type Environment, type Offer, openOffers } from "./providers.ts";
import { callOf, idOf, studioRuns, USER } from "./run-store.ts";
import { Sidecar } from "./sidecar.ts";

export interface StudioOptions {
  /** Default: the first free one from 4280 on. */
  readonly port?: number | undefined;
  /** Folder in which runs and their images are kept. */
  readonly data: string;
  /** Where keys are looked for. Default: nowhere. */
  readonly environment?: Environment;
  /** Folder of the built page. */
  readonly page?: string;
  /** Milliseconds that an image of the simulator takes; slow enough to watch them arrive. */
  readonly latency?: number;
  /** One that is running already; it is not closed with the studio. Default: one of its own. */
  readonly simulator?: SimulatorServer;
}

/** A studio that is running. */
export interface Studio {
  readonly url: string;
  readonly offers: readonly Offer[];
  readonly simulator: SimulatorServer;
  /** Ends everything at once. */
  close(): Promise<void>;
}

/** Folder that `vite build` writes to. */
export const builtPage = fileURLToPath(new URL("../dist", import.meta.url));

/** Where runs are kept unless told otherwise. */
export const defaultData = fileURLToPath(new URL("../.studio", import.meta.url));

/** Submissions that go out to a provider at once. */
const CONCURRENCY = 32;

/** Milliseconds that runs have to put away what they hold when the studio stops. */
const LAST_SAVES = 1500;

/** Starts the simulator, and the web app in front of it and of the live providers. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { port, data, environment = {}, page = builtPage, latency = 800 } = options;
  const images = join(data, "images");
  mkdirSync(images, { recursive: true });
  const journal = sqliteStore({ path: join(data, "jobs.sqlite") });
  const sidecar = new Sidecar(join(data, "calls.sqlite"));
  const simulator = options.simulator ?? (await serveSimulator({ latency }));
  const closeSimulator = async () => {
    if (!options.simulator) await simulator.close();
  };
  try {
    const offers = openOffers(simulator, environment);
    const calls = new Calls(sidecar);
    const clients = Object.fromEntries(offers.map((offer) => [offer.client, calls.clientOf(offer)]));
    const limits = Object.fromEntries(offers.map(({ client }) => [client, { concurrency: CONCURRENCY }]));
    const save: SaveImage = async (image, job, { index }) => {
      // That of the store may be fetched from the simulator on this machine.
      const readable = (await store.image({ user: USER, id: idOf(job) }, index)) ?? image;
      try {
        const { path } = await saveImage(readable, join(images, `${idOf(job)}-${index}`), { overwrite: true });
        return { path };
      } catch (error) {
        // The image is made and paid for all the same: its place says why it cannot be shown.
        if (DownloadError.isInstance(error) && !error.retryable) return { problem: error.reason ?? error.message };
        throw error;
      }
    };
    const jobs = await openJobs({ store: journal, clients, limits, save });
    const history = await History.open(jobs, offers, sidecar);
    const known = { ...jobs, get: (key: string) => history.find(key) };
    const store: RunStore = studioRuns({ jobs: known, calls, sidecar, readSaved });
    await takeUp(jobs, offers, calls, sidecar, options.simulator !== undefined);

    const empty = async (job: Job) => {
      const emptied = withoutContents(job);
      await journal.transaction(async (transaction) => transaction.put(emptied));
      history.take(emptied);
      await Promise.all(job.images.map(({ saved }) => rm(String(Object(saved).path), { force: true })));
    };
    const app = createApp({ offers, clients, page, jobs, store, history, sidecar, empty });
    const server = createServer(getRequestListener(app.fetch));
    const url = `http://127.0.0.1:${await listen(server, port)}`;
    jobs.start();
    const close = async () => {
      for (const job of history.all) {
        const call = job.state === "submitting" && job.submission;
        if (call && !sidecar.endOf(call)) sidecar.setEnd(call, "stopped");
      }
      calls.endAll();
      await Promise.all([
        Promise.race([jobs.stop(), wait(LAST_SAVES, undefined, { ref: false })]).catch(() => {}),
        closeServer(server),
      ]);
      await jobs.stop({ abort: true }).catch(() => {});
      await jobs.close();
      sidecar.close();
      await closeSimulator();
    };
    return { url, offers, simulator, close };
  } catch (error) {
    await journal.close();
    sidecar.close();
    await closeSimulator();
    throw error;
  }
}

/**
 * Takes up what the last studio left. Tasks are waited for; a new simulator does not have those of the last one, so they
 * are submitted to it again, for free. Requests that were not sent are not sent now: their
 * page may be gone.
 */
async function takeUp(jobs: Jobs, offers: readonly Offer[], calls: Calls, sidecar: Sidecar, isSameSimulator: boolean) {
  for await (const job of jobs.list(["queued", "waiting"])) {
    const offer = offers.find(({ client }) => client === job.client);
    const isUnsent = job.state === "queued" && Object.values(job.spent).every((amount) => amount === 0);
    if (isUnsent) {
      sidecar.setEnd(idOf(job), "stopped");
      await jobs.cancel(job.key);
    } else if (job.task && offer && !offer.live && !isSameSimulator) {
      const { images, ...request } = job.request;
      await calls.replace(offer.connect(), job.task, { ...request, ...(images && { images }) }).catch(() => {});
    }
    const call = callOf(job);
    if (call && sidecar.endOf(call) === "stopped") sidecar.setEnd(call, undefined);
  }
}

/** Reads an image from its file. */
async function readSaved({ saved }: JobImage): Promise<Uint8Array<ArrayBuffer>> {
  const { path, problem } = Object(saved);
  if (problem) throw new DownloadError(String(problem));
  return readFile(String(path)).catch((cause: unknown) => {
    throw new NotFoundError("The file of the image is gone", { status: 404, cause });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
