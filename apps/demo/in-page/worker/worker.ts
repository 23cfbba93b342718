/// <reference lib="webworker" />
import { Hono } from "hono";
import { studioError } from "../../server/app.ts";
import type { StudioCore } from "../../server/core.ts";
import { wait } from "../../server/wait.ts";
import { simulatedFetch } from "./simulated-fetch.ts";
import { openStudio } from "./studio.ts";

/**
 * The studio's server, in a service worker that all pages of the studio in this browser share. It responds to requests
 * under `api/`. All other requests go to the site.
 */
declare const self: ServiceWorkerGlobalScope;

// From here on no request can leave this worker.
globalThis.fetch = simulatedFetch();

const { pathname } = new URL(self.registration.scope);

interface Server {
  readonly core: StudioCore;
  readonly app: Hono;
}

let opening: Promise<Server> | undefined;

async function open(): Promise<Server> {
  const core = await openStudio(`seedream-studio ${pathname}`);
  return { core, app: new Hono().route(pathname, core.api) };
}

function openOnce(): Promise<Server> {
  opening ??= open();
  // A failure may pass, so the next request tries again.
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
// A page that was reloaded without the worker asks to be controlled.
self.addEventListener("message", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || !url.pathname.startsWith(`${pathname}api/`)) return;
  const response = answer(event.request);
  event.respondWith(response);
  event.waitUntil(response.then(untilIdle));
});

async function answer(request: Request): Promise<Response> {
  try {
    const { app } = await openOnce();
    return await app.fetch(request);
  } catch (error) {
    const report = studioError("StudioFailedError", error instanceof Error ? error.message : String(error));
    return Response.json(report, { status: 503 });
  }
}

/** Keeps the worker alive during runs, because browsers end a worker without an event to handle. */
async function untilIdle(): Promise<void> {
  const { core } = await openOnce();
  while (core.isBusy()) await wait(500);
}
