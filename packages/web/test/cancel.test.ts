import { createArk } from "@seedream-clients/ark";
import { type JobStore, memoryStore, openJobs } from "@seedream-clients/jobs";
import { expect, onTestFinished, test } from "vitest";
import { EarlyCancellations } from "../src/early-cancellations.ts";
import { jobRuns } from "../src/jobs.ts";
import { createWebClient } from "../src/page.ts";
import { createHandler, type Handler, memoryRuns, type RunStore } from "../src/server.ts";
import { fetchOf, key, open } from "./servers.ts";
import { virtualClock } from "./virtual-clock.ts";

const url = "http://app.test/seedream";
const id = "0123456789abcdef";

/** Creates a client that counts submissions, which never end. */
function countingClient() {
  const sent = { submissions: 0 };
  const client = createArk({
    apiKey: key,
    fetch: (_, init) => {
      sent.submissions++;
      return new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    },
  });
  return { sent, client };
}

/** Opens jobs with a journal in memory that claims to outlive its process. */
async function journalOf(client: ReturnType<typeof countingClient>["client"]) {
  const { isVolatile: _, ...store }: JobStore = memoryStore();
  const jobs = await openJobs({ store, clients: { ark: client } });
  onTestFinished(() => jobs.close());
  return jobs;
}

const cancelAt = (handler: Handler) => createWebClient({ url, fetch: fetchOf(handler) }).cancel(id);

function postTo(handler: Handler) {
  return createWebClient({ url, fetch: fetchOf(handler) })
    .generate({ prompt: "A lighthouse" }, { clientRequestId: id, keepRun: true })
    .catch((cause: unknown) => cause);
}

test.each(["memory", "jobs"])(
  "starts nothing for a request that its cancellation overtook: runs in %s",
  async (kind) => {
    const { sent, client } = countingClient();
    const jobs = await journalOf(client);
    jobs.start();
    const store = kind === "jobs" ? jobRuns({ jobs }) : memoryRuns();
    const handler = createHandler({ ...open, clients: { ark: client }, store });
    const cancelled = cancelAt(handler);
    for (let repeat = 0; repeat < 2; repeat++) {
      expect(await postTo(handler)).toMatchObject({ name: "AbortedError", charged: "no", retryable: false });
    }
    expect(await cancelled).toEqual({});
    const reload = createWebClient({ url, fetch: fetchOf(handler) })
      .resume(id)
      [Symbol.asyncIterator]();
    await expect(reload.next()).rejects.toMatchObject({ name: "AbortedError" });
    expect(sent.submissions).toBe(0);
  },
);

test("cancels a run that another process has just added to the shared journal", async () => {
  const { sent, client } = countingClient();
  const jobs = await journalOf(client);
  const [here, there] = [0, 1].map(() =>
    createHandler({ ...open, clients: { ark: client }, store: jobRuns({ jobs }) }),
  );
  if (!here || !there) throw new Error("There are two handlers");
  const cancelled = cancelAt(here);
  const told = postTo(there);
  expect(await cancelled).toEqual({});
  expect(await told).toMatchObject({ name: "AbortedError", charged: "no" });
  jobs.start();
  await jobs.stop();
  expect(sent.submissions).toBe(0);
});

test("starts nothing in a process that gets the request long after another one got its cancellation", async () => {
  const { sent, client } = countingClient();
  const jobs = await journalOf(client);
  jobs.start();
  const clock = virtualClock();
  const [here, there] = [0, 1].map(() =>
    createHandler({ ...open, clients: { ark: client }, store: jobRuns({ jobs }), clock }),
  );
  if (!here || !there) throw new Error("There are two handlers");
  const cancelled = cancelAt(here).catch((cause: unknown) => cause);
  await clock.advance(3_000);
  expect(await cancelled).toMatchObject({ name: "OutcomeUnknownError" });
  for (let repeat = 0; repeat < 2; repeat++) {
    expect(await postTo(there)).toMatchObject({ name: "AbortedError", charged: "no", retryable: false });
  }
  expect(sent.submissions).toBe(0);
});

test.each([
  ["memory", memoryRuns()],
  ["a journal", undefined],
])("does not say that a run was free whose request may still be out: runs in %s", async (_, own) => {
  const { client } = countingClient();
  const clock = virtualClock();
  const store: RunStore = own ?? jobRuns({ jobs: await journalOf(client) });
  const handler = createHandler({ ...open, clients: { ark: client }, store, clock });
  const cancelled = cancelAt(handler).catch((cause: unknown) => cause);
  await clock.advance(3_000);
  expect(await cancelled).toMatchObject({ name: "OutcomeUnknownError", status: 404, charged: "unknown" });
});

test("follows a cancelled run when its request is repeated", async () => {
  const { client } = countingClient();
  const handler = createHandler({ ...open, client, store: memoryRuns() });
  const first = postTo(handler);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await cancelAt(handler);
  expect(await first).toMatchObject({ name: "AbortedError", charged: "unknown" });
  expect(await postTo(handler)).toMatchObject({ name: "AbortedError", charged: "unknown" });
});

test("remembers a bounded number of cancellations, each no longer than an upload takes", () => {
  let now = 0;
  const cancellations = new EarlyCancellations({ now: () => now, after: () => () => {} });
  const of = (number: number) => ({ user: "ann", id: `run-${number}` });
  for (let number = 0; number < 10_001; number++) cancellations.add(of(number));
  expect(cancellations.find(of(0))).toBeUndefined();
  expect(cancellations.find(of(1))).toBeDefined();
  now = 600_000;
  cancellations.add(of(10_001));
  expect(cancellations.find(of(10_000))).toBeUndefined();
  expect(cancellations.find(of(10_001))).toBeDefined();
});
