import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import type { Clock } from "@seedream-clients/core";
import { systemClock } from "@seedream-clients/core/client";
import { expect, it, onTestFinished } from "vitest";
import { type JobStore, type Ledger, memoryStore, openJobs } from "../src/index.ts";
import { make, openProvider } from "./provider.ts";
import { until } from "./until.ts";

const hour = 3_600_000;

interface SharedStore {
  readonly store: JobStore;
  /** How far its clock is ahead, in ms. */
  offset: number;
  ledger(): Promise<Ledger | undefined>;
}

/** An in-memory journal that workers share, with a clock that tests set. */
function sharedStore(): SharedStore {
  const memory = memoryStore();
  const shared: SharedStore = {
    offset: 0,
    store: {
      ...memory,
      transaction: (work) =>
        memory.transaction((transaction) => work({ ...transaction, now: Date.now() + shared.offset, wake: () => {} })),
      sharing: { lease: 1_000, watch: async () => async () => {} },
    },
    ledger: () => memory.transaction(async (transaction) => transaction.read("ledger")),
  };
  return shared;
}

it("keeps the length of leases when the database's clock is set back by hours", async () => {
  const shared = sharedStore();
  const provider = await openProvider(() => {});
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  const open = (clock?: Clock) => openJobs({ store: shared.store, clients, clock });

  shared.offset = 5 * hour;
  // Without timers the worker renews no lease, as if it had died right after its claim.
  const dead = await open({ ...systemClock, after: () => () => {} });
  await dead.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  dead.start();
  while (provider.submissions.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  shared.offset = 0;
  const start = performance.now();
  expect(await (await open()).run()).toMatchObject({ states: { unknown: 1 } });
  expect(performance.now() - start).toBeLessThan(20_000);
  expect((await shared.ledger())?.inHand).toEqual({});
  await dead.stop({ abort: true }).catch(() => {});
});

it("works with a process clock that is wrong by hours, because the database's clock counts", async () => {
  const shared = sharedStore();
  const provider = await openProvider(({ number, response, link, body }) => {
    const isFirst = number === 1;
    response
      .writeHead(isFirst ? 503 : 200, { "content-type": "application/json", ...(isFirst && { "retry-after": "1" }) })
      .end(
        JSON.stringify(
          isFirst ? { error: { code: "x" } } : { model: "m", created: 1, data: [{ url: link(body.prompt) }] },
        ),
      );
  });
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  const clock: Clock = { ...systemClock, now: () => Date.now() - 7 * hour };
  const jobs = await openJobs({ store: shared.store, clients, clock });
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  const start = performance.now();
  expect(await jobs.run()).toMatchObject({ states: { done: 1 } });
  expect(performance.now() - start).toBeGreaterThan(900);
  expect(performance.now() - start).toBeLessThan(20_000);
});

it("ends a cancelled submission of another worker when that worker renews its lease", async () => {
  const shared = sharedStore();
  const provider = await openProvider(() => {});
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  const working = await openJobs({ store: shared.store, clients });
  await working.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  working.start();
  onTestFinished(() => working.stop({ abort: true }).catch(() => {}));
  while (provider.submissions.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const other = await openJobs({ store: shared.store, clients });
  expect(await other.cancel("a")).toMatchObject({ state: "submitting", cancelledAt: expect.any(Number) });
  await expect.poll(() => other.get("a")).toMatchObject({ state: "unknown", errors: [{ name: "AbortedError" }] });
});

it("ends a cancelled saving of another worker when that worker renews its lease, and leaves the retry to it", async () => {
  const shared = sharedStore();
  const provider = await openProvider(make);
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  const saves: PromiseWithResolvers<null>[] = [];
  const save = () => {
    const saving = Promise.withResolvers<null>();
    saves.push(saving);
    return saving.promise;
  };
  const working = await openJobs({ store: shared.store, clients, save });
  await working.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  working.start();
  onTestFinished(() => working.stop({ abort: true }).catch(() => {}));
  while (saves.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const other = await openJobs({ store: shared.store, clients });
  expect(await other.cancelSaving("a")).toMatchObject({ state: "cancelled", images: [{ index: 0 }] });
  saves[0]?.resolve(null);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await other.get("a")).toMatchObject({ state: "cancelled" });
  expect(await other.retry("a")).toMatchObject({ state: "saving" });
  await expect.poll(() => saves.length).toBe(2);
  saves[1]?.resolve(null);
  await expect.poll(() => other.get("a")).toMatchObject({ state: "done" });
});

it("finishes a slow saving of images that came before a cancellation", async () => {
  const shared = sharedStore();
  const provider = await openProvider(({ response, link }) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link("0") };
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  let saves = 0;
  const save = async () => {
    saves += 1;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    return null;
  };
  const jobs = await openJobs({ store: shared.store, clients, save });
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "a", count: 2 } }]);
  const running = jobs.run();
  while (!(await jobs.get("a"))?.images.length) await new Promise((resolve) => setTimeout(resolve, 5));
  const cancelling = jobs.cancel("a");
  expect(await running).toMatchObject({ states: { done: 1 } });
  await cancelling;
  expect(saves).toBe(1);
});

/** A worker that sleeps after a claim if it is tired, until `wake()`. */
function sleeper({ store }: SharedStore) {
  const awake = Promise.withResolvers<void>();
  const worker = {
    isTired: false,
    isAsleep: false,
    wake: awake.resolve,
    store: {
      ...store,
      async transaction<T>(work: Parameters<typeof store.transaction<T>>[0]): Promise<T> {
        const result = await store.transaction(work);
        const claim: { readonly type?: unknown } = Object(result);
        if (worker.isTired && claim.type === "job") {
          worker.isAsleep = true;
          await awake.promise;
        }
        return result;
      },
    },
  };
  return worker;
}

it("sends nothing after a sleep between claim and submission, because others may have settled the job", async () => {
  const shared = sharedStore();
  const provider = await openProvider(make);
  onTestFinished(() => provider.close());
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
  // A sleeping process runs no timers, although time passes for it too.
  const clock = { now: () => Date.now() + shared.offset, after: () => () => {} };
  const worker = sleeper(shared);
  const slow = await openJobs({ store: worker.store, clients, clock });
  await slow.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  worker.isTired = true;
  slow.start();
  await until(() => worker.isAsleep);

  shared.offset = hour;
  const other = await openJobs({ store: shared.store, clients });
  expect(await other.run()).toMatchObject({ states: { unknown: 1 } });
  await other.reconcile("a", { made: false });
  expect(await other.run()).toMatchObject({ states: { done: 1 } });
  worker.isTired = false;
  worker.wake();
  await slow.stop();
  expect(provider.submissions.get("a")).toBe(1);
});

it("replaces an unknown outcome by the refusal that a worker taken for dead records", async () => {
  const shared = sharedStore();
  const answer = Promise.withResolvers<Response>();
  let submissions = 0;
  const fetch = () => {
    submissions += 1;
    return answer.promise;
  };
  const clock = { ...systemClock, after: () => () => {} };
  const options = { store: shared.store, clients: { ark: createArk({ apiKey: "ark-0123456789", fetch, clock }) } };
  const slow = await openJobs({ ...options, clock });
  await slow.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  slow.start();
  await until(() => submissions === 1);
  shared.offset = hour;
  const other = await openJobs(options);
  expect(await other.run()).toMatchObject({ states: { unknown: 1 } });
  answer.resolve(Response.json({ error: { code: "InvalidParameter", message: "No" } }, { status: 400 }));
  await slow.stop();
  expect(await other.get("a")).toMatchObject({ state: "failed", spent: {}, errors: [{ name: "InvalidRequestError" }] });
});

const accepted = () => Response.json({ code: 200, data: [{ status: "submitted", task_id: "task_1" }] });
const refusal = () => Response.json({ error: { code: "InvalidParameter", message: "No" } }, { status: 400 });
/** A mock provider with idempotency keys. It gives `responses` first, and then never responds. */
function apimartOf(...responses: readonly Promise<Response>[]) {
  const sent: string[] = [];
  const fetch: typeof globalThis.fetch = (_, init) => {
    if (init?.method !== "POST") return new Promise(() => {});
    sent.push(new Headers(init.headers).get("idempotency-key") ?? "");
    return responses[sent.length - 1] ?? new Promise(() => {});
  };
  const clock = { ...systemClock, after: () => () => {} };
  const clients = { apimart: createAPIMart({ apiKey: "apimart-0123456789", fetch, clock }) };
  return { sent, clients, clock };
}

/** Starts a worker that has a submission out when its lease ends, and another worker of the same journal. */
async function takenForDead(...responses: readonly Promise<Response>[]) {
  const shared = sharedStore();
  const provider = apimartOf(...responses);
  const slow = await openJobs({ store: shared.store, ...provider });
  await slow.add([{ key: "a", client: "apimart", request: { prompt: "a" } }]);
  slow.start();
  await until(() => provider.sent.length === 1);
  shared.offset = hour;
  const other = await openJobs({ store: shared.store, ...provider });
  other.start();
  return { provider, slow, other };
}

it("does not apply the refusal of a worker taken for dead to the repeat by another worker", async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const { provider, slow, other } = await takenForDead(promise);
  await until(() => provider.sent.length === 2);
  expect(await other.cancel("a")).toMatchObject({ state: "unknown", spent: { images: 1 } });
  resolve(refusal());
  await slow.stop();
  expect(await other.get("a")).toMatchObject({ state: "unknown", spent: { images: 1 } });
  expect(new Set(provider.sent).size).toBe(1);
  await other.stop();
});

it("does not apply a refusal to the repeat that the same worker has sent meanwhile", async () => {
  const first = Promise.withResolvers<Response>();
  const second = Promise.withResolvers<Response>();
  const { provider, slow, other } = await takenForDead(first.promise, second.promise);
  await other.stop();
  expect(await slow.get("a")).toMatchObject({ state: "queued", spent: { images: 1 } });
  await slow.add([{ key: "b", client: "apimart", request: { prompt: "b" } }]);
  await until(() => provider.sent.length === 3);
  first.resolve(refusal());
  second.resolve(accepted());
  await until(async () => (await slow.get("a"))?.task !== undefined);
  expect(await slow.get("a")).toMatchObject({ state: "waiting", spent: { images: 1 } });
  void slow.stop({ abort: true });
});

it("keeps no bytes from a worker taken for dead of images that another worker has saved", async () => {
  const shared = sharedStore();
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]).toString("base64");
  const pieces = new TransformStream<Uint8Array, Uint8Array>();
  const writer = pieces.writable.getWriter();
  const send = (event: object) => writer.write(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
  const piece = (index: number) => ({ type: "image_generation.partial_succeeded", image_index: index, b64_json: jpeg });
  const fetch = async () => new Response(pieces.readable, { headers: { "content-type": "text/event-stream" } });
  const clock = { ...systemClock, after: () => () => {} };
  const save = async () => "saved";
  const options = {
    store: shared.store,
    clients: { ark: createArk({ apiKey: "ark-0123456789", fetch, clock }) },
    save,
  };
  const slow = await openJobs({ ...options, clock });
  await slow.add([{ key: "a", client: "ark", request: { prompt: "a", count: 2 } }]);
  slow.start();
  await send(piece(0));
  await until(async () => (await slow.get("a"))?.images.length === 1);
  shared.offset = hour;
  const other = await openJobs(options);
  expect(await other.run()).toMatchObject({ states: { done: 1 } });
  await send(piece(1));
  await send({ type: "image_generation.completed", usage: { generated_images: 2 } });
  await writer.close();
  await slow.stop();
  await other.run();
  expect(await other.get("a")).toMatchObject({ state: "done", images: [{ saved: "saved" }, { saved: "saved" }] });
  const files = [0, 1].map((index) => shared.store.transaction(async (journal) => journal.readFile(`a ${index}`)));
  expect(await Promise.all(files)).toEqual([undefined, undefined]);
});
