import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAPIMart } from "@seedream-clients/apimart";
import type { ImageEvent } from "@seedream-clients/core";
import { DownloadError, InvalidRequestError, NotFoundError, PaymentRequiredError } from "@seedream-clients/core";
import { type Job, type Jobs, memoryStore, openJobs } from "@seedream-clients/jobs";
import { sqliteStore } from "@seedream-clients/jobs/sqlite";
import type { SimulatorServer } from "@seedream-clients/simulator/server";
import { expect, onTestFinished, test } from "vitest";
import * as otherCopy from "../../jobs/src/index.ts";
import { readingOf } from "../src/job-events.ts";
import { jobRuns } from "../src/jobs.ts";
import { createWebClient, type WebClient } from "../src/page.ts";
import { createHandler, type Limits, type RunEvent } from "../src/server.ts";
import { arkOf, fetchOf, key, open, openSimulator, submissionsOf } from "./servers.ts";

const download = { allowPrivateHosts: true };

function clientsOf(simulator: SimulatorServer) {
  const { apimart: baseURL } = simulator.baseURLs;
  return { ark: arkOf(simulator), apimart: createAPIMart({ apiKey: key, baseURL, download }) };
}

/** Creates a page whose server performs runs as jobs. */
function pageOn(
  jobs: Jobs,
  simulator: SimulatorServer,
  { client, limits }: { client?: string; limits?: Limits } = {},
): WebClient {
  const store = jobRuns({ jobs, download });
  const handler = createHandler({ ...open, ...(limits && { limits }), clients: clientsOf(simulator), store });
  return createWebClient({ url: "http://app.test/seedream", client, fetch: fetchOf(handler) });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "web-jobs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function startedJobs(simulator: SimulatorServer, isVolatile = false): Promise<Jobs> {
  const store = isVolatile ? memoryStore() : sqliteStore({ path: join(newFolder(), "jobs.db") });
  const jobs = await openJobs({ store, clients: clientsOf(simulator) });
  jobs.start();
  onTestFinished(() => jobs.close());
  return jobs;
}

async function collect(events: AsyncIterable<ImageEvent>): Promise<ImageEvent[]> {
  const collected: ImageEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

test.each([
  ["ark", 2],
  ["apimart", 1],
])("performs a run of %s as a job, and serves its images", async (client, count) => {
  const simulator = await openSimulator();
  const page = pageOn(await startedJobs(simulator), simulator, { client });
  const events = await collect(page.stream({ prompt: "Postcards", count }));
  const types = events.map(({ type }) => type).filter((type) => type !== "progress");
  expect(types).toEqual([...Array(count).fill("image"), "completed"]);
  const last = events.at(-1);
  if (last?.type !== "completed") throw new Error("The run has no result");
  expect(last.result).toMatchObject({ provider: client, usage: { images: count }, interrupted: undefined });
  expect(last.result.cost?.amount).toBeGreaterThan(0);
  expect((await last.result.image.bytes()).length).toBeGreaterThan(500);
});

test("survives a restart of the server", async () => {
  const folder = newFolder();
  const simulator = await openSimulator({ latency: 1_000 });
  const options = { clients: clientsOf(simulator) };
  const path = join(folder, "jobs.db");
  const first = await openJobs({ store: sqliteStore({ path }), ...options });
  first.start();
  const id = "0123456789abcdef";
  const request = { prompt: "A lighthouse" };
  for await (const event of pageOn(first, simulator, { client: "apimart" }).stream(request, {
    clientRequestId: id,
    keepRun: true,
  })) {
    if (event.type === "progress") break;
  }
  while ((await first.get(`web/ann/${id}`))?.state !== "waiting")
    await new Promise((resolve) => setTimeout(resolve, 20));
  await first.close();
  const second = await openJobs({ store: sqliteStore({ path }), ...options });
  second.start();
  onTestFinished(() => second.close());
  const events = await collect(pageOn(second, simulator, { client: "apimart" }).resume(id));
  expect(events.at(-1)).toMatchObject({ type: "completed", result: { provider: "apimart" } });
  expect(simulator.simulator.calls.filter(({ operation }) => operation === "submitImages")).toHaveLength(1);
});

test("starts one job for a repeated request, and refuses another request under its id", async () => {
  const simulator = await openSimulator();
  const page = pageOn(await startedJobs(simulator), simulator);
  const options = { clientRequestId: "0123456789abcdef" };
  await Promise.all([
    page.generate({ prompt: "A lighthouse" }, options),
    page.generate({ prompt: "A lighthouse" }, options),
  ]);
  expect(submissionsOf(simulator)).toHaveLength(1);
  const error = await page.generate({ prompt: "A harbour" }, options).catch((cause: unknown) => cause);
  expect(InvalidRequestError.isInstance(error) && error).toMatchObject({ status: 409, charged: "no" });
});

test("recognises refusals of jobs from another copy of their package, as the bundles of Next have", async () => {
  const simulator = await openSimulator();
  const jobs = await otherCopy.openJobs({ store: otherCopy.memoryStore(), clients: clientsOf(simulator) });
  onTestFinished(() => jobs.close());
  const page = pageOn(jobs, simulator);
  jobs.start();
  const options = { clientRequestId: "0123456789abcdef" };
  await page.generate({ prompt: "A lighthouse" }, options);
  await expect(page.generate({ prompt: "A harbour" }, options)).rejects.toMatchObject({ status: 409 });
  // The run is over, and other runs are not known.
  const runs = jobRuns({ jobs });
  expect(await runs.cancel({ user: "ann", id: options.clientRequestId })).toMatchObject({ images: 1 });
  expect(await runs.cancel({ user: "ann", id: "fedcba9876543210" })).toBeUndefined();
});

test("reports no charge for a run that the journal does not have", async () => {
  const simulator = await openSimulator();
  const page = pageOn(await startedJobs(simulator), simulator);
  const error = await collect(page.resume("0123456789abcdef")).catch((cause: unknown) => cause);
  expect(NotFoundError.isInstance(error) && error).toMatchObject({ charged: "no" });
});

test("does not repeat a run that a journal in memory does not have, and reports a possible charge", async () => {
  const simulator = await openSimulator();
  const clients = clientsOf(simulator);
  const handlerOf = (jobs: Jobs) => createHandler({ ...open, clients, store: jobRuns({ jobs }) });
  const before = handlerOf(await startedJobs(simulator, true));
  const after = handlerOf(await startedJobs(simulator, true));
  const page = createWebClient({
    url: "http://app.test/seedream",
    async fetch(input, init) {
      if (init?.method !== "POST") return after(new Request(input, init));
      await before(new Request(input, init));
      throw new TypeError("The server was started again");
    },
  });
  const clientRequestId = "0123456789abcdef";
  const error = await page.generate({ prompt: "A lighthouse" }, { clientRequestId }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown" });
  await expect(collect(page.resume(clientRequestId))).rejects.toMatchObject({ charged: "unknown" });
  await expect.poll(() => submissionsOf(simulator)).toHaveLength(1);
});

test("repeats a request that was lost on its way, because the journal does not have it", async () => {
  const simulator = await openSimulator();
  const handler = createHandler({
    ...open,
    clients: clientsOf(simulator),
    store: jobRuns({ jobs: await startedJobs(simulator), download }),
  });
  let lost = 0;
  const page = createWebClient({
    url: "http://app.test/seedream",
    async fetch(input, init) {
      if (init?.method === "POST" && lost++ === 0) throw new TypeError("Failed to fetch");
      return handler(new Request(input, init));
    },
  });
  expect((await page.generate({ prompt: "A lighthouse" })).images).toHaveLength(1);
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("exceeds no limit of spending with two requests at once", async () => {
  const simulator = await openSimulator();
  const limits = { ...open.limits, spending: { user: { images: 1 }, all: { images: 100 } } };
  const page = pageOn(await startedJobs(simulator), simulator, { limits });
  const outcomes = await Promise.allSettled([
    page.generate({ prompt: "A lighthouse" }),
    page.generate({ prompt: "A harbour" }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const error = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))[0];
  expect(PaymentRequiredError.isInstance(error) && error).toMatchObject({ status: 402, charged: "no" });
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("exceeds no limit of spending with two handlers that share a journal and start runs at once", async () => {
  const simulator = await openSimulator();
  const jobs = await startedJobs(simulator);
  const isMet = Promise.withResolvers<void>();
  let adding = 0;
  // Both handlers have read the costs before one of them adds its run.
  const add: Jobs["add"] = async (...added) => {
    adding += 1;
    if (adding === 2) isMet.resolve();
    await isMet.promise;
    return jobs.add(...added);
  };
  const limits = { ...open.limits, spending: { user: { images: 1 }, all: { images: 100 } } };
  const pages = [1, 2].map(() => pageOn({ ...jobs, add }, simulator, { limits }));
  const outcomes = await Promise.allSettled(pages.map((page) => page.generate({ prompt: "A lighthouse" })));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const error = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))[0];
  expect(error).toMatchObject({ name: "PaymentRequiredError", status: 402, charged: "no" });
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("cancels a queued run free of charge", async () => {
  const simulator = await openSimulator();
  const jobs = await openJobs({ store: memoryStore(), clients: clientsOf(simulator) });
  onTestFinished(() => jobs.close());
  const page = pageOn(jobs, simulator);
  const id = "0123456789abcdef";
  const error = await (async () => {
    for await (const event of page.stream({ prompt: "A lighthouse" }, { clientRequestId: id })) {
      if (event.type === "progress") expect(await page.cancel(id)).toEqual({});
    }
  })().catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "AbortedError", charged: "no" });
});

test("cancels a run that is out, keeps its images and reports a possible charge", async () => {
  const simulator = await openSimulator({ latency: 300 });
  const page = pageOn(await startedJobs(simulator), simulator, { client: "ark" });
  const id = "0123456789abcdef";
  const events: ImageEvent[] = [];
  for await (const event of page.stream({ prompt: "Postcards", count: 15 }, { clientRequestId: id })) {
    events.push(event);
    if (event.type === "image" && event.index === 0) expect((await page.cancel(id)).images).toBe(15);
  }
  const last = events.at(-1);
  expect(last?.type === "completed" && last.result.interrupted).toMatchObject({
    name: "AbortedError",
    charged: "unknown",
  });
  const single = page.stream({ prompt: "A lighthouse" }, { clientRequestId: `${id}-1` });
  const ended = collect(single).catch((cause: unknown) => cause);
  await expect.poll(() => submissionsOf(simulator)).toHaveLength(2);
  await page.cancel(`${id}-1`);
  expect(await ended).toMatchObject({ name: "AbortedError", charged: "unknown" });
});

test("cancels a run with a task, and follows it again after jobs.retry()", async () => {
  const simulator = await openSimulator({ latency: 1_500 });
  const jobs = await startedJobs(simulator);
  const page = pageOn(jobs, simulator, { client: "apimart" });
  const id = "0123456789abcdef";
  const ended = collect(page.stream({ prompt: "A lighthouse" }, { clientRequestId: id })).catch((cause) => cause);
  await expect.poll(async () => (await jobs.get(`web/ann/${id}`))?.state).toBe("waiting");
  expect((await page.cancel(id)).images).toBe(1);
  const { task } = (await jobs.get(`web/ann/${id}`)) ?? {};
  expect(await ended).toMatchObject({ name: "AbortedError", charged: "unknown", task });
  await jobs.retry(`web/ann/${id}`);
  expect((await collect(page.resume(id))).at(-1)).toMatchObject({ type: "completed" });
  expect(simulator.simulator.calls.filter(({ operation }) => operation === "submitImages")).toHaveLength(1);
}, 15_000);

test("reports whether an erased run was billed, and starts no run under its id", async () => {
  const simulator = await openSimulator();
  const jobs = await openJobs({ store: memoryStore(), clients: clientsOf(simulator) });
  onTestFinished(() => jobs.close());
  const page = pageOn(jobs, simulator);
  const free = "0123456789abcdef";
  const paid = "fedcba9876543210";
  const events = collect(page.stream({ prompt: "A harbour" }, { clientRequestId: free })).catch(() => {});
  await expect.poll(() => jobs.get(`web/ann/${free}`)).toBeDefined();
  await page.cancel(free);
  await events;
  jobs.start();
  await page.generate({ prompt: "A lighthouse" }, { clientRequestId: paid });
  await expect.poll(async () => (await jobs.get(`web/ann/${paid}`))?.state).toBe("done");
  for (const [id, charged] of Object.entries({ [free]: "no", [paid]: "unknown" })) {
    await jobs.erase(`web/ann/${id}`);
    const deleted = { name: "NotFoundError", status: 410, charged };
    await expect(collect(page.resume(id))).rejects.toMatchObject(deleted);
    for (const prompt of ["A lighthouse", "A harbour"]) {
      await expect(page.generate({ prompt }, { clientRequestId: id })).rejects.toMatchObject(deleted);
    }
  }
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("reports the first refusal to the page if retryFor is 0", async () => {
  const simulator = await openSimulator();
  const jobs = await startedJobs(simulator);
  const store = jobRuns({ jobs, retryFor: 0 });
  const handler = createHandler({ ...open, clients: clientsOf(simulator), store });
  const page = createWebClient({ url: "http://app.test/seedream", fetch: fetchOf(handler) });
  simulator.simulator.next("ark", "rate-limited");
  const error = await page.generate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "RateLimitError", charged: "no" });
  expect((await page.generate({ prompt: "A harbour" })).images).toHaveLength(1);
});

test("reads saved images after their links are gone", async () => {
  const simulator = await openSimulator();
  const saved = new Map<string, Uint8Array<ArrayBuffer>>();
  const jobs = await openJobs({
    store: memoryStore(),
    clients: clientsOf(simulator),
    download,
    async save(image, job, { index }) {
      saved.set(`${job.key} ${index}`, await image.bytes());
      return { name: `${job.key} ${index}` };
    },
  });
  jobs.start();
  onTestFinished(() => jobs.close());
  const store = jobRuns({
    jobs,
    readSaved: async ({ index }, job) => saved.get(`${job.key} ${index}`) ?? new Uint8Array(),
  });
  const handler = createHandler({ ...open, clients: clientsOf(simulator), store });
  const page = createWebClient({ url: "http://app.test/seedream", fetch: fetchOf(handler) });
  const { image } = await page.generate({ prompt: "A lighthouse", output: { delivery: "inline" } });
  expect(await image.bytes()).toEqual([...saved.values()][0]);
});

test("throws the error of each image that cannot be saved, before and after its run has ended", async () => {
  const simulator = await openSimulator();
  const clients = clientsOf(simulator);
  const jobs = await openJobs({
    store: memoryStore(),
    clients,
    async save() {
      throw new DownloadError("No room is left for this image");
    },
  });
  jobs.start();
  onTestFinished(() => jobs.close());
  const handler = createHandler({ ...open, clients, store: jobRuns({ jobs, download }) });
  const page = createWebClient({ url: "http://app.test/seedream", fetch: fetchOf(handler) });
  const clientRequestId = "0123456789abcdef";
  const { image, cost } = await page.generate({ prompt: "A lighthouse" }, { clientRequestId });
  await expect.poll(async () => (await jobs.get(`web/ann/${clientRequestId}`))?.state).toBe("failed");
  const reason = { name: "DownloadError", message: "No room is left for this image" };
  await expect(image.blob()).rejects.toMatchObject(reason);
  const again = (await collect(page.resume(clientRequestId))).at(-1);
  expect(again).toMatchObject({ type: "completed", result: { cost, images: [{ ok: true }] } });
});

test("throws NotFoundError for a saved image that is gone", async () => {
  const simulator = await openSimulator();
  const clients = clientsOf(simulator);
  const jobs = await openJobs({ store: memoryStore(), clients, save: async () => "gone" });
  jobs.start();
  onTestFinished(() => jobs.close());
  const store = jobRuns({ jobs, readSaved: async () => undefined, download });
  const handler = createHandler({ ...open, clients, store });
  const page = createWebClient({ url: "http://app.test/seedream", fetch: fetchOf(handler) });
  const { image } = await page.generate({ prompt: "A lighthouse" });
  await expect.poll(() => image.blob().catch((error: unknown) => Object(error).name)).toBe("NotFoundError");
});

test("sends a page no error of save, and no failed image because of it", async () => {
  const simulator = await openSimulator();
  let attempts = 0;
  const clients = clientsOf(simulator);
  const jobs = await openJobs({
    store: memoryStore(),
    clients,
    download,
    async save() {
      attempts++;
      if (attempts === 1) throw new Error("EACCES: permission denied, open '/srv/images/1.jpg'");
    },
  });
  jobs.start();
  onTestFinished(() => jobs.close());
  const handler = createHandler({ ...open, clients, store: jobRuns({ jobs, download }) });
  const page = createWebClient({ url: "http://app.test/seedream", fetch: fetchOf(handler) });
  const clientRequestId = "0123456789abcdef";
  const { images } = await page.generate({ prompt: "A lighthouse" }, { clientRequestId });
  expect(images).toMatchObject([{ ok: true }]);
  while (attempts === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const again = await collect(page.resume(clientRequestId));
  expect(JSON.stringify(again)).not.toContain("EACCES");
  expect(again.at(-1)).toMatchObject({ type: "completed", result: { images: [{ ok: true }] } });
});

test("refuses images that it cannot read again as an invalid request", async () => {
  const simulator = await openSimulator();
  const page = pageOn(await startedJobs(simulator), simulator);
  const error = await page
    .generate({ prompt: "A lighthouse", output: { delivery: "inline" } })
    .catch((cause: unknown) => cause);
  expect(InvalidRequestError.isInstance(error) && error).toMatchObject({ status: 400, charged: "no" });
});

const image = { index: 0, mediaType: "image/png", url: "https://cdn.test/1.png" };

const jobOf = (facts: Partial<Job>): Job => ({
  key: "web/ann/0123456789abcdef",
  client: "ark",
  model: "seedream-4.5",
  request: { prompt: "Postcards", count: 2 },
  priority: 0,
  order: 1,
  createdAt: 1,
  updatedAt: 1,
  notBefore: 0,
  attempts: 1,
  price: {},
  spent: {},
  warnings: [],
  state: "queued",
  images: [],
  errors: [],
  ...facts,
});

test("reports a task's progress in events with growing ids, up to the end", () => {
  const states: Partial<Job>[] = [
    { state: "queued" },
    { state: "submitting" },
    { state: "waiting" },
    { state: "waiting", progress: 0.1 },
    { state: "waiting", progress: 0.5 },
    { state: "waiting", progress: 0.999 },
    { state: "saving", images: [{ index: 0, mediaType: "image/png" }] },
    { state: "saving", images: [image] },
  ];
  const events = states.flatMap((facts) => readingOf(jobOf(facts), 0).events);
  const ids = events.map(([id]) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  const fractions = events.flatMap(([, event]) => (event.type === "progress" ? event.fraction : []));
  expect(fractions).toEqual([0, 0, 0, 0.1, 0.5, 0.99, 0, 1]);
});

test("dates a result by its arrival, while it is saved and after a reload", () => {
  const createdAt = ([, event]: RunEvent) => event.type === "completed" && event.result.createdAt;
  for (const facts of [{ state: "saving" }, { state: "done", updatedAt: 9000 }] as const) {
    const { events } = readingOf(jobOf({ endedAt: 5000, images: [image], ...facts }), 0);
    expect(events.map(createdAt)).toContain("1970-01-01T00:00:05.000Z");
  }
});

test("reports a possible charge if images could not be fetched, although downloads are free", () => {
  const failed = { name: "DownloadError", message: "The link expired", charged: "no", retryable: false };
  const reading = readingOf(jobOf({ state: "failed", errors: [failed], spent: { images: 2 } }), 0);
  expect(reading.events.at(-1)?.[1]).toMatchObject({ error: { name: "DownloadError", charged: "unknown" } });
  const free = readingOf(jobOf({ state: "failed", errors: [{ ...failed, name: "RateLimitError" }] }), 0);
  expect(free.events.at(-1)?.[1]).toMatchObject({ error: { name: "RateLimitError", charged: "no" } });
  const inline = { index: 0, mediaType: "image/png", error: failed };
  const undecoded = readingOf(jobOf({ state: "failed", images: [inline], spent: { images: 1 } }), 0);
  expect(undecoded.events.at(-1)?.[1]).toMatchObject({ error: { name: "DownloadError", charged: "unknown" } });
});

test("completes a run with its readable images if its saving was cancelled", () => {
  const inline = { index: 1, mediaType: "image/png" };
  const facts = { state: "cancelled", cancelledAt: 1, spent: { images: 2 } } as const;
  const last = (images: Job["images"]) => readingOf(jobOf({ ...facts, images }), 0).events.at(-1)?.[1];
  expect(last([image, inline])).toMatchObject({ type: "completed", result: { images: [{ ok: true, index: 0 }] } });
  expect(last([inline])).toMatchObject({ type: "error", error: { name: "AbortedError", charged: "unknown" } });
});

test("sends a page the ids under which the provider knows its run, for every end", async () => {
  const simulator = await openSimulator();
  const jobs = await startedJobs(simulator);
  const page = pageOn(jobs, simulator);
  const result = await page.generate({ prompt: "A lighthouse" }, { clientRequestId: "0123456789abcdef" });
  const { submission, requestId } = (await jobs.get("web/ann/0123456789abcdef")) ?? {};
  expect(submission).toMatch(/^[\w-]{36}$/);
  expect(result).toMatchObject({ clientRequestId: submission, requestId });
  const ends: Partial<Job>[] = [
    { state: "cancelled", cancelledAt: 1 },
    { state: "unknown", errors: [{ name: "Interrupted", message: "The process ended" }] },
    { state: "failed" },
    { state: "done" },
  ];
  for (const facts of ends) {
    const { events } = readingOf(jobOf({ ...facts, submission }), 0);
    expect(events.at(-1)?.[1]).toMatchObject({ type: "error", error: { clientRequestId: submission } });
  }
});

test("sends a page the position of each layer", () => {
  const layer = { zIndex: 1, name: "boat", boundingBox: { absolute: [1, 2, 3, 4] } } as const;
  const { events } = readingOf(jobOf({ state: "done", images: [{ ...image, layer }] }), 0);
  expect(events[0]?.[1]).toMatchObject({ type: "image", image: { layer } });
  expect(events.at(-1)?.[1]).toMatchObject({ result: { images: [{ image: { layer } }] } });
});

test("ends a run that is done even if none of its images can be read", () => {
  for (const images of [[], [{ index: 0, mediaType: "image/png" }]]) {
    const { events, isOver } = readingOf(jobOf({ state: "done", images, spent: { images: 2 } }), 0);
    expect(isOver).toBe(true);
    expect(events).toMatchObject([
      [999, { type: "error", error: { name: "OutcomeUnknownError", charged: "unknown" } }],
    ]);
  }
});

test("reports a possible charge for an unknown outcome, even if the last submission was refused", () => {
  const errors = [{ name: "RateLimitError", message: "Too many requests", charged: "no", retryable: true }];
  const { events } = readingOf(jobOf({ state: "unknown", errors, spent: { images: 2 } }), 0);
  const error = { name: "OutcomeUnknownError", message: "Too many requests", charged: "unknown", retryable: false };
  expect(events).toMatchObject([[999, { type: "error", error }]]);
});

test("distinguishes a cancellation by the application, or a stop, from a person's", () => {
  const errors = [{ name: "Interrupted", code: "interrupted", message: "Too late" }];
  const errorOf = (facts: Partial<Job>) => readingOf(jobOf({ cancelledAt: 1, ...facts }), 0).events[0]?.[1];
  const own = { code: "interrupted", message: "Too late" };
  expect(errorOf({ state: "cancelled", errors })).toMatchObject({
    error: { name: "AbortedError", charged: "no", ...own },
  });
  const spent = { images: 1 };
  expect(errorOf({ state: "unknown", errors, spent })).toMatchObject({
    error: { name: "OutcomeUnknownError", charged: "unknown", ...own },
  });
  const aborted = [{ name: "AbortedError", message: "The call was aborted", charged: "unknown" }];
  expect(errorOf({ state: "unknown", errors: aborted, spent })).toMatchObject({
    error: { name: "AbortedError", charged: "unknown", message: "The run was cancelled" },
  });
});

test("marks a result as interrupted if a process ended in the middle of it", () => {
  const job = jobOf({
    state: "done",
    images: [image],
    errors: [{ name: "Interrupted", message: "The process ended while the submission was out" }],
  });
  expect(readingOf(job, 0).events.at(-1)?.[1]).toMatchObject({
    type: "completed",
    result: { images: [{ ok: true }], interrupted: { name: "Interrupted", charged: "unknown" } },
  });
});

test("starts a run without reading the requests of others, which may have large references", async () => {
  const simulator = await openSimulator();
  const store = memoryStore();
  const jobs = await openJobs({
    store: {
      ...store,
      transaction: (work) =>
        store.transaction((transaction) =>
          work({
            ...transaction,
            // The run itself looks only for jobs that a worker left.
            list: (states, ...rest) => (states.includes("queued") ? expect.fail() : transaction.list(states, ...rest)),
          }),
        ),
    },
    clients: clientsOf(simulator),
  });
  onTestFinished(() => jobs.close());
  const limits: Limits = { models: "any", spending: { user: { images: 2 }, all: { images: 2 } } };
  const handler = createHandler({ ...open, limits, clients: clientsOf(simulator), store: jobRuns({ jobs }) });
  const statuses: number[] = [];
  for (const letter of "abc") {
    const body = JSON.stringify({ id: letter.repeat(16), request: { prompt: "A lighthouse" } });
    const headers = { "content-type": "application/json" };
    const response = await handler(new Request("http://app.test/runs", { method: "POST", headers, body }));
    statuses.push(response.status);
  }
  expect(statuses).toEqual([200, 200, 402]);
});
