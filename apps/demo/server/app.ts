import type { SeedreamClient } from "@seedream-clients/core";
import type { Job, Jobs } from "@seedream-clients/jobs";
import { createHandler, type RunStore, type WireError } from "@seedream-clients/web/server";
import { zipSync } from "fflate";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { type History, isResumable, isUnderWay } from "./history.ts";
import type { ImageFiles } from "./images.ts";
import type { RunDetails, StudioErrorName } from "./messages.ts";
import { endpointOf, type Offer } from "./providers.ts";
import { keyOf, USER } from "./run-store.ts";
import { wait } from "./wait.ts";
import type { WireLog } from "./wire-log.ts";

/** Number of runs in one page of the history. */
const RUNS_A_PAGE = 20;

/** The only user owns this machine and the keys, so only the limits of the models apply. */
const ANY = Number.POSITIVE_INFINITY;
const LIMITS = {
  models: "any",
  sizes: "any",
  count: ANY,
  references: { count: ANY, bytes: ANY, links: true },
  spending: "unlimited",
} as const;

/** Parts of the app. */
export interface AppParts {
  readonly offers: readonly Offer[];
  /** Clients of the offers, by `Offer.client`. */
  readonly clients: Readonly<Record<string, SeedreamClient>>;
  readonly jobs: Jobs;
  readonly store: RunStore;
  readonly history: History;
  readonly images: ImageFiles;
  readonly wire: WireLog;
  /** Submits the task of a job again if its simulator is gone. */
  readonly findTask: (job: Job) => Promise<void>;
}

/** Creates the studio's API: the handler of `web` for runs, and the routes that only the studio has. */
export function createApp({ offers, clients, jobs, store, history, images, wire, findTask }: AppParts): Hono {
  const app = new Hono().basePath("/api");

  // Every provider has an offer on the simulator, so these offers name each provider once.
  const providers = offers.filter(({ live }) => !live).map(({ provider }) => provider);
  app.get("/providers", (context) => context.json(providers));

  app.get("/history", async (context) => {
    const { search, only, pages = "1" } = context.req.query();
    return context.json(await history.list(store, RUNS_A_PAGE * Number(pages), search, only));
  });

  app.get("/history/:run", async (context) => context.json(await detailsOf(await find(context.req.param("run")))));

  app.delete("/history/:run", async (context) => {
    const id = context.req.param("run");
    const { key } = await find(id);
    // Waits up to 5 s for images that are being saved. A link that does not respond must not prevent the deletion.
    for (let tries = 0; tries < 50 && (await history.find(key))?.state === "saving"; tries++) await wait(100);
    await jobs.cancelSaving(key).catch(() => {});
    const job = await find(id);
    if (isUnderWay(job)) throw refusal(409, "RunUnderWayError", "This run is under way; cancel it first");
    await jobs.erase(key);
    if (job.submission) await wire.forget(job.submission);
    await Promise.all(job.images.map(({ saved }) => saved && images.remove(String(saved))));
    return context.body(null, 204);
  });

  app.post("/history/:run/wait", async (context) => {
    const job = await find(context.req.param("run"));
    if (!isResumable(job)) throw refusal(409, "NoTaskError", "This run has no task to wait for");
    await findTask(job);
    await jobs.retry(job.key);
    return context.body(null, 204);
  });

  app.get("/spent", (context) => context.json(history.spent()));

  app.get("/archive", async (context) => {
    const ids = (context.req.query("runs") ?? "").split(",");
    const files = (await Promise.all(ids.map(filesOf))).flat();
    if (files.length === 0) throw refusal(404, "UnknownImageError", "None of these images can be loaded");
    context.header("Content-Type", "application/zip");
    context.header("Content-Disposition", `attachment; filename="seedream-${ids[0]?.slice(0, 8)}.zip"`);
    // Images are compressed already.
    return context.body(zipSync(Object.fromEntries(files), { level: 0 }));
  });

  const handler = createHandler({ clients, authorize: () => ({ user: USER }), limits: LIMITS, store });
  app.all("/*", (context) => handler(context.req.raw));
  return app;

  async function find(id: string) {
    const job = await jobs.get(keyOf(id));
    const offer = job && history.offerOf(job);
    if (offer && !job.isErased) return { ...job, offer };
    throw refusal(404, "UnknownRunError", "This run is not known, or it was deleted");
  }

  async function detailsOf({ request: sent, submission, offer }: Job & { readonly offer: Offer }): Promise<RunDetails> {
    const { images, ...request } = sent;
    const { name, variable } = offer.provider;
    const { body } = await offer.seedream.validate({ ...sent });
    return {
      provider: { name, variable },
      request: { ...request, ...(images && { images: [images].flat() }) },
      endpoint: await endpointOf(offer),
      wireBody: body,
      exchanges: submission ? await wire.exchangesOf(submission) : [],
    };
  }

  async function filesOf(id: string) {
    const files: [name: string, bytes: Uint8Array][] = [];
    for (const { index } of (await history.find(keyOf(id)))?.images ?? []) {
      // The archive leaves out an image that cannot be loaded.
      const image = await store.image({ user: USER, id }, index).catch(() => undefined);
      const bytes = await image?.bytes().catch(() => undefined);
      const extension = image?.mediaType === "image/png" ? "png" : "jpg";
      if (bytes) files.push([`${id.slice(0, 8)}-${id.slice(-1)}-${index + 1}.${extension}`, bytes]);
    }
    return files;
  }
}

/** Returns an error of the studio in the form of the handler's errors. Nothing was sent. */
export function studioError(name: StudioErrorName, message: string): { readonly error: WireError } {
  return { error: { name, message, charged: "no", retryable: false } };
}

function refusal(status: 404 | 409, name: StudioErrorName, message: string): HTTPException {
  return new HTTPException(status, { res: Response.json(studioError(name, message), { status }) });
}
