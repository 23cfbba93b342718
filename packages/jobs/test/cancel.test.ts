import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import type { Clock, SeedreamClient } from "@seedream-clients/core";
import { systemClock } from "@seedream-clients/core/client";
import { serveSimulator } from "@seedream-clients/simulator/server";
import { describe, expect, it, onTestFinished } from "vitest";
import { type JobStore, type Jobs, type JobsOptions, memoryStore, openJobs } from "../src/index.ts";
import { make, openProvider, sendJSON } from "./provider.ts";
import { until } from "./until.ts";

const jobOf = (key: string, client = "apimart", request: object = {}) => ({
  key,
  client,
  request: { prompt: key, ...request },
});

async function open(clients: Record<string, SeedreamClient>, options: Partial<JobsOptions> = {}): Promise<Jobs> {
  const jobs = await openJobs({ store: memoryStore(), clients, save: async () => "saved", ...options });
  onTestFinished(() => jobs.stop({ abort: true }).catch(() => {}));
  return jobs;
}

const stateOf = async (jobs: Jobs, key = "a") => (await jobs.get(key))?.state;

/** Polls twenty times as often. */
const fast: Clock = { ...systemClock, after: (ms, callback) => systemClock.after(ms / 20, callback) };

/** A client for Ark that ignores aborts. */
const overlooking = (ark: ReturnType<typeof createArk>) => ({
  ...ark,
  generate: (...[request, options]: Parameters<typeof ark.generate>) =>
    ark.generate(request, { ...options, signal: undefined }),
});

/** APIMart on the mock provider, with a gate that holds responses back. Requests arrive there nevertheless. */
async function apimart(latency = 0) {
  const server = await serveSimulator({ latency });
  onTestFinished(() => server.close());
  const gate = { submissions: true, polls: true, uploads: true };
  const keys: string[] = [];
  const isOpen = (method: string | undefined, key: string | null) =>
    method === "GET" ? gate.polls : key === null ? gate.uploads : gate.submissions;
  const client = createAPIMart({
    apiKey: "any-key",
    baseURL: server.baseURLs.apimart,
    clock: fast,
    fetch: async (url, init) => {
      const { signal, ...rest } = init ?? {};
      const key = new Headers(init?.headers).get("idempotency-key");
      const response = await fetch(url, rest);
      if (key !== null) keys.push(key);
      while (!isOpen(init?.method, key) && !signal?.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
      signal?.throwIfAborted();
      return response;
    },
  });
  return { client, gate, keys, server };
}

/** Starts a run that waits for tasks, while their provider holds polls back. */
async function waiting(jobKeys: readonly string[], options: Partial<JobsOptions> = {}) {
  const provider = await apimart();
  provider.gate.polls = false;
  const jobs = await open({ apimart: provider.client }, options);
  await jobs.add(jobKeys.map((key) => jobOf(key)));
  jobs.start();
  await until(async () => (await jobs.totals()).states.waiting === jobKeys.length);
  return { ...provider, jobs };
}

describe("a task that is cancelled", () => {
  it("goes on at its provider, and retry() waits for it again without a submission", async () => {
    const { gate, keys, jobs } = await waiting(["a"]);
    const { task, price } = (await jobs.get("a")) ?? {};
    expect(await jobs.cancel("a")).toMatchObject({ state: "cancelled", task, spent: price });
    expect((await jobs.totals()).spent).toEqual(price);
    await expect(jobs.cancel("a")).rejects.toMatchObject({ code: "state" });
    expect(await jobs.retry("a")).toMatchObject({ state: "waiting", task, cancelledAt: undefined });
    // Cancelled again, now that the same run waits for it once more.
    await jobs.cancel("a");
    gate.polls = true;
    await jobs.retry("a");
    await until(async () => (await stateOf(jobs)) === "done");
    expect(keys).toHaveLength(1);
    expect((await jobs.totals()).spent.images).toBe(1);
  });

  it("makes room for the next task", async () => {
    const { client, gate } = await apimart();
    gate.polls = false;
    const jobs = await open({ apimart: client }, { limits: { apimart: { concurrency: 1 } } });
    await jobs.add([jobOf("a"), jobOf("b")]);
    jobs.start();
    await until(async () => (await stateOf(jobs)) === "waiting");
    await jobs.cancel("a");
    await until(async () => (await stateOf(jobs, "b")) === "waiting");
    expect(await stateOf(jobs)).toBe("cancelled");
  });

  it("is not waited for by the next process", async () => {
    const store = memoryStore();
    const { client, gate, jobs: first } = await waiting(["a"], { store });
    await first.cancel("a");
    await first.stop();
    gate.polls = true;
    const second = await open({ apimart: client }, { store });
    expect(await second.run()).toMatchObject({ states: { cancelled: 1 } });
    await second.retry("a");
    expect(await second.run()).toMatchObject({ states: { done: 1 } });
  });
});

describe("a task that is cancelled and retried", () => {
  it("is waited for, even if both happen at once", async () => {
    const { gate, keys, jobs } = await waiting(["a"]);
    await Promise.all([jobs.cancel("a"), jobs.retry("a")]);
    gate.polls = true;
    await until(async () => (await stateOf(jobs)) === "done");
    expect(keys).toHaveLength(1);
  });
});

it("a run does not wait for a task that was postponed and then cancelled", async () => {
  const server = await openProvider(({ response }) =>
    sendJSON(response, { code: 200, data: [{ status: "submitted", task_id: "t" }] }),
  );
  onTestFinished(() => server.close());
  server.downloadStatus = 404;
  const jobs = await open({ apimart: createAPIMart({ apiKey: "any-key", baseURL: server.origin, clock: fast }) });
  await jobs.add([jobOf("a")]);
  const running = jobs.run();
  await until(async () => ((await jobs.get("a"))?.notBefore ?? 0) > 0);
  const { notBefore } = await jobs.cancel("a");
  expect(await running).toMatchObject({ states: { cancelled: 1 } });
  expect(Date.now()).toBeLessThan(notBefore);
});

it("stop() ends a run that is just taking up tasks", async () => {
  const store = memoryStore();
  const { client, jobs: first } = await waiting(["a", "b", "c"], { store });
  await first.stop();
  let stopping: Promise<void> | undefined;
  let transactions = 0;
  const second = await open(
    { apimart: client },
    {
      store: {
        ...store,
        async transaction(work) {
          transactions++;
          // The first transaction looks for tasks, the second one takes one up.
          if (transactions === 2) stopping = second.stop({ abort: true });
          if (transactions > 100) throw new Error("The run does not end");
          await new Promise((resolve) => setTimeout(resolve, 1));
          return store.transaction(work);
        },
      },
    },
  );
  // Opening the journal took a transaction as well.
  transactions = 0;
  second.start();
  await until(() => stopping !== undefined);
  await stopping;
  expect((await first.totals()).states.waiting).toBe(3);
});

it("leaves a task as it is when its client is missing", async () => {
  const store = memoryStore();
  const { jobs: first } = await waiting(["a"], { store });
  await first.stop();
  let transactions = 0;
  const second = await open(
    { ark: createArk({ apiKey: "ark-0123456789" }) },
    {
      store: {
        ...store,
        async transaction(work) {
          if (++transactions > 100) throw new Error("The run does not rest");
          return store.transaction(work);
        },
      },
    },
  );
  second.start();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await second.stop();
  expect(await second.get("a")).toMatchObject({ state: "waiting", owner: undefined });
});

describe("a submission under an idempotency key that is cancelled", () => {
  it("is not sent again by itself, and retry() finds its task under its key, billed once", async () => {
    const { client, gate, keys, server } = await apimart();
    gate.submissions = false;
    const jobs = await open({ apimart: client });
    await jobs.add([jobOf("a")]);
    jobs.start();
    await until(() => keys.length === 1);
    const { price } = (await jobs.get("a")) ?? {};
    expect(await jobs.cancel("a")).toMatchObject({
      state: "unknown",
      spent: price,
      errors: [{ name: "AbortedError" }],
    });
    gate.submissions = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(keys).toHaveLength(1);
    await jobs.retry("a");
    await until(async () => (await stateOf(jobs)) === "done");
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    expect(server.simulator.calls.flatMap(({ cost }) => cost ?? [])).toHaveLength(1);
    expect((await jobs.totals()).spent.images).toBe(1);
  });

  it("can be retried for a day after it first went out, not after the last retry()", async () => {
    let offset = 0;
    const clock: Clock = { ...systemClock, now: () => Date.now() + offset };
    const { client, gate, keys } = await apimart();
    gate.submissions = false;
    const jobs = await open({ apimart: client }, { clock });
    await jobs.add([jobOf("a")]);
    jobs.start();
    for (const hours of [0, 20]) {
      offset = hours * 3_600_000;
      const sent = keys.length;
      if (sent > 0) await jobs.retry("a");
      await until(() => keys.length > sent);
      expect(await jobs.cancel("a")).toMatchObject({ state: "unknown" });
    }
    offset = 25 * 3_600_000;
    await expect(jobs.retry("a")).rejects.toThrow("may have been billed");
    expect(keys).toHaveLength(2);
  });

  it("is cancelled with its task, if the task arrives nevertheless", async () => {
    const { client, keys } = await apimart();
    const deaf = Promise.withResolvers<void>();
    const overlooking = {
      ...client,
      async submit(...[request, options]: Parameters<typeof client.submit>) {
        const task = await client.submit(request, { ...options, signal: undefined });
        await deaf.promise;
        return task;
      },
    };
    const jobs = await open({ apimart: overlooking });
    await jobs.add([jobOf("a")]);
    jobs.start();
    await until(() => keys.length === 1);
    const cancelling = jobs.cancel("a");
    await until(async () => (await jobs.get("a"))?.cancelledAt !== undefined);
    deaf.resolve();
    expect(await cancelling).toMatchObject({ state: "cancelled", task: { provider: "apimart" } });
    await jobs.retry("a");
    await until(async () => (await stateOf(jobs)) === "done");
    expect(keys).toHaveLength(1);
  });

  it("is free if only its references went out", async () => {
    const { client, gate, keys, server } = await apimart();
    gate.uploads = false;
    const jobs = await open({ apimart: client });
    const images = [
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==",
    ];
    await jobs.add([jobOf("a", "apimart", { images })]);
    jobs.start();
    await until(() => server.simulator.calls.length > 0);
    expect(await jobs.cancel("a")).toMatchObject({ state: "cancelled", spent: {}, errors: [{ charged: "no" }] });
    expect(keys).toEqual([]);
  });

  it("is unknown and not sent again if its process dies", async () => {
    const { client, gate, keys } = await apimart();
    gate.submissions = false;
    const store = memoryStore();
    const dying = await open({ apimart: client }, { store });
    await dying.add([jobOf("a")]);
    dying.start();
    await until(() => keys.length === 1);
    // The cancellation is in the journal, but has not reached the submission.
    await store.transaction(async (transaction) => {
      const job = await transaction.find("a");
      if (job) await transaction.put({ ...job, cancelledAt: Date.now() });
    });
    const next = await open({ apimart: client }, { store });
    expect(await next.run()).toMatchObject({ states: { unknown: 1 } });
    expect(keys).toHaveLength(1);
  });
});

describe("a submission without a response, with a refused repeat under its key", () => {
  async function refused(status: number) {
    const server = await openProvider(({ number, response }) => {
      if (number === 1) response.destroy();
      else sendJSON(response, { error: { code: status, message: "no" } }, status);
    });
    onTestFinished(() => server.close());
    const keys = new Set<string | null>();
    const client = createAPIMart({
      apiKey: "any-key",
      baseURL: server.origin,
      fetch(url, init) {
        keys.add(new Headers(init?.headers).get("idempotency-key"));
        return fetch(url, init);
      },
    });
    const jobs = await open({ apimart: client });
    await jobs.add([jobOf("a")]);
    jobs.start();
    const { price } = (await jobs.get("a")) ?? {};
    await until(() => server.submissions.get("a") === 2);
    return { jobs, price, keys, server };
  }

  it("is unknown when it is cancelled, and retry() keeps its key", async () => {
    const { jobs, price, keys, server } = await refused(429);
    await until(async () => (await stateOf(jobs)) === "queued");
    expect(await jobs.cancel("a")).toMatchObject({ state: "unknown", spent: price });
    await jobs.retry("a");
    await until(() => server.submissions.get("a") === 3);
    expect(keys.size).toBe(1);
    expect((await jobs.totals()).spent).toEqual(price);
  });

  it("is unknown when the refusal is final", async () => {
    const { jobs, price } = await refused(400);
    await until(async () => (await stateOf(jobs)) === "unknown");
    expect(await jobs.get("a")).toMatchObject({ spent: price });
  });
});

describe("a job that is cancelled twice", () => {
  it("ends both cancel() calls as soon as its images have come", async () => {
    const answer = Promise.withResolvers<void>();
    const server = await openProvider((exchange) => void answer.promise.then(() => make(exchange)));
    onTestFinished(() => server.close());
    const ark = createArk({ apiKey: "ark-0123456789", baseURL: server.origin });
    const jobs = await open({ ark: overlooking(ark) }, { save: () => new Promise(() => {}) });
    await jobs.add([jobOf("a", "ark")]);
    jobs.start();
    await until(() => server.submissions.size === 1);
    const cancelling = Promise.all([jobs.cancel("a"), jobs.cancel("a")]);
    await until(async () => (await jobs.get("a"))?.cancelledAt !== undefined);
    answer.resolve();
    expect(await cancelling).toMatchObject([{ state: "saving" }, { state: "saving" }]);
  });

  it("keeps the reason of the first cancellation, and after a retry() that of the next", async () => {
    const { client, gate, keys } = await apimart();
    gate.submissions = false;
    const jobs = await open({ apimart: client });
    await jobs.add([jobOf("a")]);
    jobs.start();
    await until(() => keys.length === 1);
    const [{ errors }] = await Promise.all([jobs.cancel("a", "The server is shut down"), jobs.cancel("a", "Again")]);
    expect(errors).toMatchObject([{ name: "Interrupted", message: "The server is shut down" }]);
    await jobs.retry("a");
    await until(() => keys.length === 2);
    expect((await jobs.cancel("a")).errors).toMatchObject([{ name: "AbortedError" }]);
  });
});

it("keeps the reason of a cancellation beside a refusal that arrives with it", async () => {
  const answer = Promise.withResolvers<void>();
  const server = await openProvider(({ response }) => void answer.promise.then(() => sendJSON(response, {}, 429)));
  onTestFinished(() => server.close());
  const ark = createArk({ apiKey: "ark-0123456789", baseURL: server.origin });
  const jobs = await open({ ark: overlooking(ark) });
  await jobs.add([jobOf("a", "ark")]);
  jobs.start();
  await until(() => server.submissions.size === 1);
  const cancelling = jobs.cancel("a", "The server is shut down");
  await until(async () => (await jobs.get("a"))?.cancelledAt !== undefined);
  answer.resolve();
  expect(await cancelling).toMatchObject({
    state: "cancelled",
    spent: {},
    errors: [{ name: "RateLimitError" }, { name: "Interrupted", message: "The server is shut down" }],
  });
});

describe("a submission that was out when its process died", () => {
  async function died() {
    const server = await openProvider(() => {});
    onTestFinished(() => server.close());
    const ark = createArk({ apiKey: "ark-0123456789", baseURL: server.origin });
    const store = memoryStore();
    const dying = await open({ ark }, { store });
    await dying.add([jobOf("a", "ark")]);
    dying.start();
    await until(() => server.submissions.size === 1);
    return { ark, store };
  }

  it("is unknown without an error if it was being cancelled", async () => {
    const { ark, store } = await died();
    // The cancellation is in the journal, but has not reached the submission.
    await store.transaction(async (transaction) => {
      const job = await transaction.find("a");
      if (job) await transaction.put({ ...job, cancelledAt: Date.now() });
    });
    const next = await open({ ark }, { store });
    expect(await next.get("a")).toMatchObject({ state: "unknown", cancelledAt: expect.any(Number), errors: [] });
  });

  it("says that more images may have been made if some arrived, even when it is cancelled", async () => {
    const { store } = await died();
    const image = { index: 0, mediaType: "image/jpeg", url: "https://files.example/0.jpeg" };
    await store.transaction(async (transaction) => {
      const job = await transaction.find("a");
      if (job) await transaction.put({ ...job, images: [image] });
    });
    const next = await open({}, { store });
    expect(await next.cancel("a")).toMatchObject({ state: "saving", errors: [{ name: "Interrupted" }] });
  });

  it("can be cancelled and erased without its client", async () => {
    const { store } = await died();
    const next = await open({}, { store });
    expect(await next.get("a")).toMatchObject({ state: "submitting" });
    expect(await next.cancel("a")).toMatchObject({ state: "unknown", owner: undefined, spent: { images: 1 } });
    expect(await next.erase("a")).toMatchObject({ isErased: true });
  });
});

describe("a job that is cancelled during its claim", () => {
  /** Calls `act` after the commit of a claim, before the claim returns. */
  function afterClaim(act: () => void): JobStore {
    const store = memoryStore();
    return {
      ...store,
      async transaction(work) {
        let isClaim = false;
        const result = await store.transaction((transaction) =>
          work({
            ...transaction,
            put(job) {
              isClaim ||= job.state === "submitting" && job.cancelledAt === undefined;
              return transaction.put(job);
            },
          }),
        );
        if (isClaim) act();
        // A database may be slow to confirm a commit.
        if (isClaim) await new Promise((resolve) => setTimeout(resolve, 50));
        return result;
      },
    };
  }

  it("ends, whether its submission is out yet or not", async () => {
    const server = await openProvider((exchange) => exchange.body.prompt !== "a" && make(exchange));
    onTestFinished(() => server.close());
    const ark = createArk({ apiKey: "ark-0123456789", baseURL: server.origin });
    let cancelling: Promise<unknown> | undefined;
    const store = afterClaim(() => {
      cancelling ??= jobs.cancel("a");
    });
    const jobs = await open({ ark }, { store });
    await jobs.add([jobOf("a", "ark"), jobOf("b", "ark")]);
    const { states } = await jobs.run();
    await cancelling;
    expect((states.unknown ?? 0) + (states.cancelled ?? 0)).toBe(1);
    expect(states.done).toBe(1);
    expect(await jobs.get("a")).toMatchObject({ cancelledAt: expect.any(Number) });
  });
});

describe("the progress of a task", () => {
  it("is kept on its job as the provider reports it, and only grows", async () => {
    const { client } = await apimart(300);
    const jobs = await open({ apimart: client });
    await jobs.add([jobOf("a")]);
    const changes = jobs.events();
    const running = jobs.run();
    const known: number[] = [];
    for await (const { state, progress } of changes) {
      if (progress !== undefined && progress !== known.at(-1)) known.push(progress);
      if (state === "done") break;
    }
    await running;
    expect(known.length).toBeGreaterThan(0);
    expect(known.every((fraction) => fraction > 0 && fraction < 1)).toBe(true);
    expect(known).toEqual(known.toSorted((a, b) => a - b));
  });
});

it("fails a refused job after its retryFor", async () => {
  let offset = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + offset };
  const server = await openProvider(({ response, number }) => {
    if (number === 2) offset = 61_000;
    response.writeHead(429, { "content-type": "application/json", "retry-after": "0" }).end('{"error":{"code":"x"}}');
  });
  onTestFinished(() => server.close());
  const jobs = await open({ ark: createArk({ apiKey: "ark-0123456789", baseURL: server.origin }) }, { clock });
  await jobs.add([{ ...jobOf("a", "ark"), retryFor: 60_000 }]);
  expect(await jobs.run()).toMatchObject({ states: { failed: 1 } });
  expect(server.submissions.get("a")).toBe(2);
});

it("keeps no late images of an erased job", async () => {
  const answer = Promise.withResolvers<void>();
  const server = await openProvider((exchange) => void answer.promise.then(() => make(exchange)));
  onTestFinished(() => server.close());
  const ark = createArk({ apiKey: "ark-0123456789", baseURL: server.origin });
  const store = memoryStore();
  const first = await open({ ark }, { store });
  await first.add([jobOf("a", "ark")]);
  const running = first.run();
  await until(() => server.submissions.size === 1);
  // The second process treats the submission as one of a dead process.
  const second = await open({ ark }, { store });
  await second.erase("a");
  answer.resolve();
  await running;
  expect(await second.get("a")).toMatchObject({
    state: "unknown",
    isErased: true,
    images: [],
    request: { prompt: "" },
  });
});

it("counts no sent job as free and loses no task when many jobs are cancelled at random moments", async () => {
  const server = await openProvider((exchange) => void setTimeout(() => make(exchange), Math.random() * 20));
  onTestFinished(() => server.close());
  const { client, gate, keys, server: simulated } = await apimart(20);
  gate.polls = false;
  const ark = createArk({ apiKey: "ark-0123456789", baseURL: server.origin });
  const limits = { ark: { concurrency: 20 }, apimart: { concurrency: 20 } };
  const jobs = await open({ ark, apimart: client }, { limits });
  const added = Array.from({ length: 60 }, (_, index) => jobOf(`${index}`, index % 2 ? "ark" : "apimart"));
  await jobs.add(added);
  jobs.start();
  // No task is done in the first half second, so that some are cancelled before: on a fast or a busy machine, there
  // were sometimes none.
  await until(async () => keys.length === 20);
  setTimeout(() => {
    gate.polls = true;
  }, 500);
  const cancelled = added.map(async ({ key }) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000));
    return jobs.cancel(key).catch(() => undefined);
  });
  await Promise.all(cancelled);
  const isOver = async () => {
    const { states } = await jobs.totals();
    return (states.queued ?? 0) + (states.submitting ?? 0) + (states.waiting ?? 0) + (states.saving ?? 0) === 0;
  };
  await until(isOver);
  for await (const { key, client: name, state, spent } of jobs.list()) {
    if (Object.values(spent).some((amount) => amount > 0)) continue;
    expect([key, state]).toEqual([key, "cancelled"]);
    if (name === "ark") expect(server.submissions.has(key)).toBe(false);
  }
  const isRetried: string[] = [];
  for await (const { key, client: name, state, spent } of jobs.list(["cancelled", "unknown"])) {
    if (name !== "apimart" || Object.keys(spent).length === 0) continue;
    isRetried.push(`${key} ${state}`);
    await jobs.retry(key);
  }
  await until(isOver);
  for await (const { key, client: name, state, spent } of jobs.list()) {
    if (name === "apimart" && Object.keys(spent).length > 0) expect([key, state]).toEqual([key, "done"]);
  }
  expect(isRetried.length).toBeGreaterThan(0);
  const paid = simulated.simulator.calls.filter(({ cost }) => cost !== undefined).length;
  expect([paid, new Set(keys).size]).toEqual([paid, paid]);
}, 20_000);

it("cancelSaving() waits for no other job that is being saved", async () => {
  const provider = await openProvider(make);
  onTestFinished(() => provider.close());
  const ark = createArk({ apiKey: "ark-0123456789", baseURL: provider.origin });
  let saves = 0;
  const save = () => {
    saves += 1;
    return new Promise<null>(() => {});
  };
  const jobs = await open({ ark }, { save, limits: { ark: { concurrency: 40 } } });
  await jobs.add(Array.from({ length: 20 }, (_, index) => jobOf(`${index}`, "ark")));
  jobs.start();
  await until(async () => saves === 16 && (await jobs.totals()).states.saving === 20);
  await Promise.all(Array.from({ length: 20 }, (_, index) => jobs.cancelSaving(`${index}`)));
  expect((await jobs.totals()).states).toMatchObject({ cancelled: 20, saving: 0 });
});

it("forgets an early cancellation after ten minutes, or when there are a thousand newer ones", async () => {
  let now = 1_000_000_000;
  const clock: Clock = { ...systemClock, now: () => now };
  const jobs = await open({ apimart: (await apimart()).client }, { clock });
  for (let number = 0; number < 1_001; number++) await jobs.cancelEarly(`${number}`);
  await jobs.add([jobOf("0"), jobOf("1")]);
  now += 599_999;
  await jobs.add([jobOf("2")]);
  now += 1;
  await jobs.add([jobOf("3")]);
  const states = await Promise.all(["0", "1", "2", "3"].map((key) => stateOf(jobs, key)));
  expect(states).toEqual(["queued", "cancelled", "cancelled", "queued"]);
});
