import { serveStatic } from "@hono/node-server/serve-static";
import { InvalidRequestError } from "@seedream-clients/core";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { stream } from "hono/streaming";
import { pagePolicy, sameSiteOnly } from "./guard.ts";
import type { ProviderInfo, RunRecord } from "./messages.ts";
import type { Provider } from "./providers.ts";
import { reportOf } from "./report.ts";
import { readBody } from "./request.ts";
import type { Run } from "./run.ts";
import { Runs } from "./runs.ts";

/** Most bytes of a request: 14 reference images of 3 MB each, or fewer large ones. */
const MOST_BODY_BYTES = 64 * 2 ** 20;

/**
 * The studio's web app.
 *
 * @param page folder of the built page.
 */
export function createApp(providers: readonly Provider[], page: string, runs = new Runs()): Hono {
  const app = new Hono();
  app.use(sameSiteOnly, pagePolicy);

  app.get("/api/providers", (context) => context.json(providers.map(describe)));

  app.get("/api/runs", (context) => {
    const records: RunRecord[] = runs.all().map(({ id, events }) => ({ id, events }));
    return context.json(records);
  });

  app.get("/api/runs/:run", (context) => {
    const run = runs.find(context.req.param("run"));
    return run
      ? tell(context, run)
      : refuse(context, 404, "This run is not known; runs are kept until the studio stops");
  });

  const limit = bodyLimit({ maxSize: MOST_BODY_BYTES, onError: (context) => refuse(context, 413, tooLarge) });
  app.post("/api/generate", limit, async (context) => {
    if (!/^application\/json\b/.test(context.req.header("content-type") ?? "")) {
      return refuse(context, 415, "The body must be application/json");
    }
    try {
      const { provider: id, request } = readBody(await context.req.json());
      const provider = providers.find((known) => known.id === id);
      if (!provider)
        return refuse(context, 404, `Provider "${id}" is not offered here; reload the page for those that are`);
      return tell(context, runs.start(provider, request));
    } catch (error) {
      return context.json({ error: { ...reportOf(error), charged: "no" } }, 400);
    }
  });

  app.post("/api/cancel/:run", (context) => {
    runs.find(context.req.param("run"))?.cancel();
    return context.body(null, 204);
  });

  app.get("/api/image/:id", async (context) => {
    const image = runs.image(context.req.param("id"));
    if (!image) return refuse(context, 404, "This image is not known; images are kept until the studio stops");
    try {
      const bytes = await image.bytes({ signal: context.req.raw.signal });
      context.header("Content-Type", image.mediaType);
      context.header("Cache-Control", "private, max-age=86400, immutable");
      return context.body(bytes);
    } catch (error) {
      return context.json({ error: reportOf(error) }, 502);
    }
  });

  app.all("/api/*", (context) => refuse(context, 404, `There is no ${context.req.method} ${context.req.path}`));
  app.use(serveStatic({ root: page }));
  return app;
}

const tooLarge = `The request is larger than ${MOST_BODY_BYTES / 2 ** 20} MB; use fewer or smaller reference images, or link them`;

function describe({ id, title, live, region, catalogue }: Provider): ProviderInfo {
  return { id, title, live, region, catalogue };
}

/** Answers with a run's events, one JSON text a line, each as it happens. */
function tell(context: Context, run: Run): Response {
  context.header("Content-Type", "application/x-ndjson");
  context.header("Cache-Control", "no-store");
  return stream(context, async (lines) => {
    for await (const event of run.follow()) {
      if (lines.aborted) return;
      await lines.writeln(JSON.stringify(event));
    }
  });
}

function refuse(context: Context, status: 404 | 413 | 415, message: string): Response {
  return context.json({ error: reportOf(new InvalidRequestError(message, { status })) }, status);
}
