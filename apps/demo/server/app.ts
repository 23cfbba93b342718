import type { SeedreamClient } from "@seedream-clients/core";
import { type Job, type Jobs, JobsError } from "@seedream-clients/jobs";
import { createHandler, type RunStore, type WireError } from "@seedream-clients/web/server";
import { zipSync } from "fflate";
import { type Context, Hono } from "hono";
import type { History } from "./history.ts";
import type { ImageFiles } from "./images.ts";
import type { RunDetails } from "./messages.ts";
import { endpointOf, type Offer } from "./providers.ts";
import { studioError } from "./report.ts";
import { keyOf, USER } from "./run-store.ts";
import { wait } from "./wait.ts";
import type { WireLog } from "./wire-log.ts";

/** Runs that the page gets at first, and more when asked for. */
const RUNS_A_PAGE = 20;

/** The one user is whose machine and whose keys these are: the models' own limits are the only ones. */
const ANY = Number.POSITIVE_INFINITY;
const LIMITS = {
  models: "any",
  sizes: "any",
  count: ANY,
  references: { count: ANY, bytes: ANY, links: true },
  spending: "unlimited",
} as const;

/** What the app serves. */
export interface AppParts {
  readonly offers: readonly Offer[];
  /** Those of the offers, by name. */
  readonly clients: Readonly<Record<string, SeedreamClient>>;
  readonly jobs: Jobs;
  readonly store: RunStore;
  readonly history: History;
  readonly images: ImageFiles;
  readonly wire: WireLog;
  /** Makes sure that the task of a job is there to wait for. */
  readonly findTask: (job: Job) => Promise<void>;
}

/** The studio's API: runs by the handler of `web`, and what is the studio's own. */
export function createApp({ offers, clients, jobs, store, history, images, wire, findTask }: AppParts): Hono {
  const app = new Hono();

  // Each is on the simulator; those with a key are also live.
  const providers = offers.filter(({ live }) => !live).map(({ provider }) => provider);
  app.get("/api/providers", (context) => context.json(providers));

  app.get("/api/history", async (context) => {
    const { search, only, pages = "1" } = context.req.query();
    return context.json(await history.list(store, { search, only, limit: RUNS_A_PAGE * Number(pages) }));
  });

  app.get("/api/history/:run", async (context) => {
    const job = await jobs.get(keyOf(context.req.param("run")));
    const offer = offers.find(({ client }) => client === job?.client);
    return job && offer && !job.isErased ? context.json(await detailsOf(job, offer)) : refuse(context, 404, unknownRun);
  });

  app.delete("/api/history/:run", async (context) => {
    const job = await whenSaved(context.req.param("run"));
    if (!job || job.isErased) return refuse(context, 404, unknownRun);
    // Links that do not respond keep nobody from deleting a run.
    if (job.state === "saving") await allows(jobs.cancelSaving(job.key));
    if (!(await allows(jobs.erase(job.key)))) return refuse(context, 409, underWay);
    if (job.submission) await wire.forget(job.submission);
    await Promise.all(job.images.map(({ saved }) => images.remove(saved)));
    return context.body(null, 204);
  });

  app.post("/api/history/:run/wait", async (context) => {
    const job = await jobs.get(keyOf(context.req.param("run")));
    if (!job || !history.isResumable(job)) return refuse(context, 409, noTask);
    await findTask(job);
    return (await allows(jobs.retry(job.key))) ? context.body(null, 204) : refuse(context, 409, noTask);
  });

  app.get("/api/spent", (context) => context.json(history.spent()));

  app.get("/api/archive", async (context) => {
    const ids = (context.req.query("runs") ?? "").split(",");
    const files = (await Promise.all(ids.map(filesOf))).flat();
    if (files.length === 0) return refuse(context, 404, unknownImage);
    context.header("Content-Type", "application/zip");
    context.header("Content-Disposition", `attachment; filename="seedream-${ids[0]?.slice(0, 8)}.zip"`);
    // Images do not get smaller.
    return context.body(zipSync(Object.fromEntries(files), { level: 0 }));
  });

  const handler = createHandler({ clients, authorize: () => ({ user: USER }), limits: LIMITS, store });
  app.all("/api/runs/*", (context) => handler(context.req.raw));
  app.post("/api/runs", (context) => handler(context.req.raw));
  app.post("/api/validate", (context) => handler(context.req.raw));

  app.all("/api/*", (context) => {
    const { method, path } = context.req;
    return refuse(context, 404, studioError("StudioFailedError", `There is no ${method} ${path}`));
  });
  return app;

  /** Changes a job; `false` when its state does not allow it. */
  async function allows(changing: Promise<Job>): Promise<boolean> {
    try {
      history.take(await changing);
      return true;
    } catch (error) {
      if (error instanceof JobsError && error.code === "state") return false;
      throw error;
    }
  }

  /** Waits a while for a run whose images are on their way to the disk. */
  async function whenSaved(id: string): Promise<Job | undefined> {
    for (let tries = 0; ; tries++) {
      const job = await jobs.get(keyOf(id));
      if (job?.state !== "saving" || tries === 50) return job;
      await wait(100);
    }
  }

  async function detailsOf(job: Job, offer: Offer): Promise<RunDetails> {
    const { images, ...request } = job.request;
    const { name, variable } = offer.provider;
    const { body } = await offer.seedream.validate({ ...job.request });
    return {
      provider: { name, variable },
      request: { ...request, ...(images && { images: [images].flat() }) },
      endpoint: await endpointOf(offer),
      wireBody: body,
      exchanges: job.submission ? await wire.exchangesOf(job.submission) : [],
    };
  }

  async function filesOf(id: string): Promise<[name: string, bytes: Uint8Array][]> {
    const job = await jobs.get(keyOf(id));
    const files = (job?.images ?? []).map(async ({ index }): Promise<[string, Uint8Array][]> => {
      // One that cannot be had does not keep the others back.
      const image = await store.image({ user: USER, id }, index).catch(() => undefined);
      const bytes = await image?.bytes().catch(() => undefined);
      const extension = image?.mediaType === "image/png" ? "png" : "jpg";
      return bytes ? [[`${id.slice(0, 8)}-${id.slice(-1)}-${index + 1}.${extension}`, bytes]] : [];
    });
    return (await Promise.all(files)).flat();
  }
}

const unknownRun = studioError("UnknownRunError", "This run is not known, or it was deleted");

const underWay = studioError("RunUnderWayError", "This run is under way; cancel it first");

const noTask = studioError("NoTaskError", "This run has no task to wait for");

const unknownImage = studioError("UnknownImageError", "This image is not known, or it was deleted");

function refuse(context: Context, status: 404 | 409, error: WireError): Response {
  return context.json({ error }, status);
}
