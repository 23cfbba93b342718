import { createArk } from "@seedream-clients/ark";
import { type Job, memoryStore, openJobs } from "@seedream-clients/jobs";
import { expect, onTestFinished, test } from "vitest";
import { readingOf } from "../src/job-events.ts";
import { jobRuns } from "../src/jobs.ts";
import { createHandler, type Handler, memoryRuns } from "../src/server.ts";

const apiKey = "ark-0123456789";
const spending = { user: { images: 3 }, all: { images: 3 } };
const settings = { authorize: () => ({ user: "ann" }), limits: { models: "any", count: 3, spending } } as const;

function post(handler: Handler, id: string, count: number): Promise<Response> {
  return handler(
    new Request("http://app.test/seedream/runs", {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ id, stream: false, request: { prompt: "Postcards", count } }),
    }),
  );
}

test("starts one run for two requests at once, and tells neither page that nothing was started", async () => {
  const client = createArk({ apiKey, fetch: () => new Promise(() => {}) });
  const jobs = await openJobs({ store: memoryStore(), clients: { ark: client } });
  onTestFinished(() => jobs.close());
  const isAdded = Promise.withResolvers<void>();
  const areBothHere = Promise.withResolvers<void>();
  let reads = 0;
  /** Holds the second request after it has read that there is no run, until the first has added the run. */
  const get = async (key: string) => {
    const number = ++reads;
    if (number === 2) areBothHere.resolve();
    const job = await jobs.get(key);
    await areBothHere.promise;
    if (number === 2) await isAdded.promise;
    return job;
  };
  const store = jobRuns({ jobs: { ...jobs, get } });
  const handler = createHandler({ ...settings, clients: { ark: client }, store });
  const elsewhere = createHandler({ ...settings, clients: { ark: client }, store });
  const [first, second] = [post(handler, "run-aaaaaaaaaaaa", 3), post(elsewhere, "run-aaaaaaaaaaaa", 3)];
  expect((await Promise.race([first, second])).status).toBe(200);
  isAdded.resolve();
  expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200]);
  expect(await jobs.totals()).toMatchObject({ states: { queued: 1 } });
  expect((await post(handler, "run-bbbbbbbbbbbb", 1)).status).toBe(402);
});

test("counts a run at its highest price if an unreadable image may have been made", async () => {
  const failure = { error: { code: "InternalServiceError", message: "Failed" }, artifact: "https://results.example/1" };
  const data = [{ url: "https://results.example/0.jpeg" }, failure];
  const client = createArk({ apiKey, fetch: async () => Response.json({ created: 1, data, usage: {} }) });
  const handler = createHandler({ ...settings, client, store: memoryRuns() });
  await (await post(handler, "run-aaaaaaaaaaaa", 3)).text();
  expect((await post(handler, "run-bbbbbbbbbbbb", 1)).status).toBe(402);
});

test("sends a page no response of the provider, whose links only the server may read", () => {
  const error = {
    name: "OutcomeUnknownError",
    message: "Unknown",
    charged: "unknown",
    raw: { file: "https://secret.example" },
  };
  const job: Job = {
    key: "a",
    client: "ark",
    model: "m",
    request: { prompt: "a" },
    priority: 0,
    state: "unknown",
    order: 1,
    createdAt: 0,
    updatedAt: 0,
    notBefore: 0,
    attempts: 1,
    price: { images: 1 },
    spent: { images: 1 },
    images: [],
    errors: [error],
    warnings: [],
  };
  expect(readingOf(job, 0).events.at(-1)?.[1]).toMatchObject({ error: { name: "OutcomeUnknownError" } });
  expect(JSON.stringify(readingOf(job, 0))).not.toContain("secret.example");
});
