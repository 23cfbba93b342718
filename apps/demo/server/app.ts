import { serveStatic } from "@hono/node-server/serve-static";
import { InvalidRequestError } from "@seedream-clients/core";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { stream } from "hono/streaming";
import { pagePolicy, sameSiteOnly } from "./guard.ts";
import type { ErrorReport, ProviderInfo, RunEvent } from "./messages.ts";
import type { Provider } from "./providers.ts";
import { reportOf, studioError } from "./report.ts";
import { readBody } from "./request.ts";
import type { Runs } from "./runs.ts";

/** Most bytes of a request: 14 reference images of 3 MB each, or fewer large ones. */
const MOST_BODY_BYTES = 64 * 2 ** 20;

/** Runs that the page gets at once. */
const RUNS_A_PAGE = 20;

/**
 * The studio's web app.
 *
 * @param page folder of the built page.
 */
export function createApp(providers: readonly Provider[], page: string, runs: Runs): Hono {
  const app = new Hono();
  app.use(sameSiteOnly, pagePolicy);

  app.get("/api/providers", (context) => context.json(providers.map(describe)));

  app.get("/api/runs", (context) => {
    const { search, after } = context.req.query();
    return context.json(runs.list({ search, after, limit: RUNS_A_PAGE }));
  });

  app.get("/api/runs/:run", (context) => {
    const events = runs.follow(context.req.param("run"));
    return events ? tell(context, events) : refuse(context, 404, unknownRun);
  });

  app.get("/api/runs/:run/details", (context) => {
    const details = runs.details(context.req.param("run"));
    return details ? context.json(details) : refuse(context, 404, unknownRun);
  });

  app.delete("/api/runs/:run", async (context) => {
    const isRemoved = await runs.remove(context.req.param("run"));
    return isRemoved ? context.body(null, 204) : refuse(context, 409, underWay);
  });

  app.post("/api/resume/:run", (context) => {
    const run = runs.resume(context.req.param("run"));
    return run ? tell(context, run.follow()) : refuse(context, 409, noTask);
  });

  const limit = bodyLimit({ maxSize: MOST_BODY_BYTES, onError: (context) => refuse(context, 413, tooLarge) });
  app.post("/api/generate", limit, async (context) => {
    if (!/^application\/json\b/.test(context.req.header("content-type") ?? "")) {
      return refuse(context, 415, notJSON);
    }
    try {
      const body = readBody(await context.req.json());
      const provider = providers.find((known) => known.id === body.provider);
      if (!provider) return refuse(context, 404, unknownProvider(body.provider));
      return tell(context, runs.start(provider, body).follow());
    } catch (error) {
      return context.json({ error: { ...reportOf(error), charged: "no" } }, 400);
    }
  });

  app.post("/api/cancel/:run", (context) => {
    runs.cancel(context.req.param("run"));
    return context.body(null, 204);
  });

  app.get("/api/image/:id", async (context) => {
    try {
      const image = await runs.image(context.req.param("id"), context.req.raw.signal);
      if (!image) return refuse(context, 404, unknownImage);
      context.header("Content-Type", image.mediaType);
      context.header("Cache-Control", "private, max-age=86400, immutable");
      return context.body(image.bytes);
    } catch (error) {
      return context.json({ error: reportOf(error) }, 502);
    }
  });

  app.all("/api/*", (context) => {
    const { method, path } = context.req;
    return refuse(context, 404, reportOf(new InvalidRequestError(`There is no ${method} ${path}`)));
  });
  app.use(serveStatic({ root: page }));
  return app;
}

const tooLarge = studioError(
  "BodyTooLargeError",
  `The request is larger than ${MOST_BODY_BYTES / 2 ** 20} MB; use fewer or smaller reference images, or link them`,
);

const notJSON = reportOf(new InvalidRequestError("The body must be application/json"));

const unknownRun = studioError("UnknownRunError", "This run is not known, or it was deleted");

const underWay = studioError("RunUnderWayError", "This run is under way; cancel it first");

const noTask = studioError("NoTaskError", "This run has no task to wait for");

const unknownImage = studioError("UnknownImageError", "This image is not known, or it was deleted");

function unknownProvider(id: string): ErrorReport {
  const message = `Provider "${id}" is not offered here; reload the page for those that are`;
  return studioError("UnknownProviderError", message);
}

function describe({ id, name, title, live, region, catalogue }: Provider): ProviderInfo {
  return { id, name, title, live, region, catalogue };
}

/** Answers with a run's events, one JSON text a line, each as it happens. */
function tell(context: Context, events: AsyncIterable<RunEvent> | Iterable<RunEvent>): Response {
  context.header("Content-Type", "application/x-ndjson");
  context.header("Cache-Control", "no-store");
  return stream(context, async (lines) => {
    for await (const event of events) {
      if (lines.aborted) return;
      await lines.writeln(JSON.stringify(event));
    }
  });
}

function refuse(context: Context, status: 404 | 409 | 413 | 415, error: ErrorReport): Response {
  return context.json({ error }, status);
}
