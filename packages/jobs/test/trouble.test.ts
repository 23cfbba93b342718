import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import type { Clock, SeedreamClient } from "@seedream-clients/core";
import { systemClock } from "@seedream-clients/core/client";
import { serveSimulator } from "@seedream-clients/simulator/server";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type JobState,
  type JobStore,
  type Jobs,
  type JobsOptions,
  memoryStore,
  type NewJob,
  openJobs,
} from "../src/index.ts";
import { saveToFolder } from "../src/node.ts";
import { make, openProvider, type Provider, type Submit, sendJSON } from "./provider.ts";
import { folder } from "./stores.ts";
import { until } from "./until.ts";

const jobOf = (key: string, client = "ark", request: object = {}) => ({
  key,
  client,
  request: { prompt: key, ...request },
});
const stateOf = async (jobs: Jobs, key: string): Promise<JobState | undefined> => (await jobs.get(key))?.state;

async function provider(submit: Submit = make): Promise<Provider> {
  const made = await openProvider(submit);
  onTestFinished(() => made.close());
  return made;
}

const ark = ({ origin }: Provider) => createArk({ apiKey: "ark-0123456789", baseURL: origin });

async function open(clients: Record<string, SeedreamClient>, options: Partial<JobsOptions> = {}): Promise<Jobs> {
  const jobs = await openJobs({ store: memoryStore(), clients, download: { allowPrivateHosts: true }, ...options });
  onTestFinished(() => jobs.close().catch(() => {}));
  return jobs;
}

/** A journal on a disk that is full while `isFull()`, and that counts its transactions. */
function diskOf(isFull: (number: number) => boolean = () => false) {
  const store = memoryStore();
  const disk: { transactions: number; isClosed: boolean; readonly store: JobStore } = {
    transactions: 0,
    isClosed: false,
    store: {
      transaction: (work) => {
        disk.transactions += 1;
        return isFull(disk.transactions)
          ? Promise.reject(new Error("database or disk is full"))
          : store.transaction(work);
      },
      close: async () => {
        disk.isClosed = true;
      },
    },
  };
  return disk;
}

describe("a full disk", () => {
  it("ends a run after the submissions that are out, and is named in the error", async () => {
    let isFull = false;
    const server = await provider((exchange) => {
      isFull = true;
      setTimeout(() => make(exchange), 50);
    });
    const jobs = await open({ ark: ark(server) }, { store: diskOf(() => isFull).store });
    await jobs.add([jobOf("a")]);
    const error = await jobs.run().catch((cause: unknown) => cause);
    expect(error).toMatchObject({ message: expect.stringContaining("database or disk is full") });
    isFull = false;
    expect(await stateOf(jobs, "a")).toBe("submitting");
  });

  it("leaves the link of a paid image in the error", async () => {
    let isFull = false;
    const server = await provider((exchange) => {
      isFull = exchange.body.prompt === "a";
      make(exchange);
    });
    const jobs = await open(
      { ark: ark(server) },
      { store: diskOf(() => isFull).store, limits: { ark: { concurrency: 1 } } },
    );
    await jobs.add([jobOf("a")]);
    await expect(jobs.run()).rejects.toMatchObject({
      code: "unrecorded",
      message: `The journal cannot record job "a" (database or disk is full); it is paid for, and what arrived is ${server.origin}/a.jpg`,
    });
  });

  it("during a claim does not keep other submissions from being recorded", async () => {
    const server = await provider((exchange) => void setTimeout(() => make(exchange), 100));
    let failing = 0;
    const disk = diskOf((number) => number === failing);
    const jobs = await open({ ark: ark(server) }, { store: disk.store });
    await jobs.add([jobOf("a"), jobOf("b")]);
    const running = jobs.run();
    await until(() => server.submissions.size === 2);
    failing = disk.transactions + 1;
    await jobs.add([jobOf("c")]).catch(() => {});
    failing = disk.transactions + 2;
    await jobs.add([jobOf("d")]);
    await expect(running).rejects.toThrow("database or disk is full");
    expect([await stateOf(jobs, "a"), await stateOf(jobs, "b")]).toEqual(["done", "done"]);
  });

  it("rejects `ended` of the service that it ends, also during close(), which closes nevertheless", async () => {
    for (const isClosing of [false, true]) {
      let isFull = false;
      const server = await provider((exchange) => {
        isFull = true;
        setTimeout(() => make(exchange), 50);
      });
      const disk = diskOf(() => isFull);
      const jobs = await open({ ark: ark(server) }, { store: disk.store });
      const { ended } = jobs.start();
      ended.catch(() => {});
      await jobs.add([jobOf("a")]);
      await until(() => isFull);
      if (isClosing) await jobs.close();
      await expect(ended).rejects.toMatchObject({ code: "unrecorded", message: expect.stringContaining("/a.jpg") });
      await jobs.close();
      expect(disk.isClosed).toBe(true);
    }
  });

  it("ends a service that can be started again by the handler of `ended`", async () => {
    let isFull = false;
    const jobs = await open({ ark: ark(await provider()) }, { store: diskOf(() => isFull).store });
    await jobs.add([jobOf("a")]);
    isFull = true;
    const again = jobs.start().ended.catch((error: unknown) => {
      isFull = false;
      return { error, ...jobs.start() };
    });
    const { error, ended } = Object(await again);
    expect(error).toMatchObject({ message: "database or disk is full" });
    for await (const { state } of jobs.events()) if (state === "done") break;
    await jobs.stop();
    await expect(ended).resolves.toBeUndefined();
  });

  it("is an unhandled rejection if nobody catches the end of the service, even while stop() waits for it", async () => {
    let isFull = false;
    const jobs = await open({ ark: ark(await provider()) }, { store: diskOf(() => isFull).store });
    isFull = true;
    const known = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    onTestFinished(() => void known.map((listener) => process.on("unhandledRejection", listener)));
    const unhandled = new Promise((resolve) => process.once("unhandledRejection", resolve));
    jobs.start();
    await jobs.stop();
    expect(await unhandled).toMatchObject({ message: "database or disk is full" });
  });
});

it("calls save again when JSON cannot represent its return value, and ends no run", async () => {
  const returned: unknown[] = [{ size: 5n }, { name: "a.jpg" }];
  const save = async () => Object(returned.shift());
  const jobs = await open({ ark: ark(await provider()) }, { save });
  await jobs.add([jobOf("a")]);
  const seen: string[] = [];
  const changes = jobs.events();
  const watching = (async () => {
    for await (const { errors } of changes) for (const error of errors) seen.push(Object(error).message);
  })();
  expect(await jobs.run()).toMatchObject({ states: { done: 1 } });
  expect((await jobs.get("a"))?.images).toMatchObject([{ saved: { name: "a.jpg" } }]);
  await jobs.close();
  await watching;
  expect(seen[0]).toMatch(/^save returned a value that JSON cannot hold \(.*BigInt/);
});

it("replaces no image when two journals save the same keys to one folder", async () => {
  const out = await folder();
  for (let times = 0; times < 2; times++) {
    const jobs = await open({ ark: ark(await provider()) }, { save: saveToFolder(out) });
    await jobs.add([jobOf("a")]);
    expect(await jobs.run()).toMatchObject({ states: { done: 1 } });
  }
  const images = (await readdir(out)).filter((name) => name.endsWith(".jpg"));
  expect(images.sort()).toEqual([expect.stringMatching(/^00001-a-0-[0-9a-f]{8}\.jpg$/), "00001-a-0.jpg"]);
});

describe("events()", () => {
  const next = async (jobs: Jobs) => {
    for await (const { key, state } of jobs.events()) return `${key} ${state}`;
    return "ended";
  };

  it("yields changes while the jobs are stopped and afterwards, until close()", async () => {
    const isSent = Promise.withResolvers<void>();
    const isAnswered = Promise.withResolvers<void>();
    const server = await provider(async (exchange) => {
      isSent.resolve();
      await isAnswered.promise;
      make(exchange);
    });
    const jobs = await openJobs({ store: memoryStore(), clients: { ark: ark(server) } });
    await jobs.add([jobOf("a")]);
    jobs.start();
    await isSent.promise;
    const stopping = jobs.stop();
    const during = [next(jobs), next(jobs)];
    isAnswered.resolve();
    await stopping;
    expect(await Promise.all(during)).toEqual(["a saving", "a saving"]);
    const after = [next(jobs), next(jobs)];
    await jobs.add([jobOf("b")]);
    expect(await Promise.all(after)).toEqual(["b queued", "b queued"]);
    const last = next(jobs);
    await jobs.close();
    expect([await last, await next(jobs)]).toEqual(["ended", "ended"]);
  });
});

describe("a process that dies", () => {
  it("in the middle of a group leaves the images that arrived to be saved", async () => {
    const server = await provider(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(
        `data: ${JSON.stringify({ type: "image_generation.partial_succeeded", image_index: 1, url: link("1") })}\n\n`,
      );
    });
    const store = memoryStore();
    const first = await open({ ark: ark(server) }, { store });
    await first.add([jobOf("a", "ark", { count: 3 })]);
    first.start();
    await until(async () => (await first.get("a"))?.images.length === 1);
    const out = await folder();
    const second = await open({ ark: ark(server) }, { store, save: saveToFolder(out) });
    expect(await second.run()).toMatchObject({ states: { done: 1 }, spent: { images: 3 } });
    expect(await readdir(out)).toContain("00001-a-1.jpg");
    await first.stop({ abort: true }).catch(() => {});
  });

  it("leaves a submission as it is if the next process lacks its client", async () => {
    const server = await provider(() => {});
    const store = memoryStore();
    const first = await open({ other: ark(server) }, { store });
    await first.add([jobOf("a", "other")]);
    first.start();
    await until(() => server.submissions.size === 1);
    expect(await stateOf(await open({ ark: ark(server) }, { store }), "a")).toBe("submitting");
    expect(await stateOf(await open({ other: ark(server) }, { store }), "a")).toBe("unknown");
    await first.stop({ abort: true }).catch(() => {});
  });
});

describe("with idempotency keys", () => {
  async function apimart(lose: (number: number) => boolean) {
    const server = await serveSimulator();
    onTestFinished(() => server.close());
    const keys: (string | null)[] = [];
    const client = createAPIMart({
      apiKey: "any-key",
      baseURL: server.baseURLs.apimart,
      download: { allowPrivateHosts: true },
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        const key = new Headers(init?.headers).get("idempotency-key");
        if (key === null) return response;
        keys.push(key);
        if (lose(keys.length)) throw new TypeError("fetch failed", { cause: new Error("ECONNRESET") });
        return response;
      },
    });
    return { client, keys, server };
  }

  it("a submission with a lost response is sent again under the same key, and billed once", async () => {
    const { client, keys } = await apimart((number) => number < 3);
    const jobs = await open({ apimart: client }, { budget: { USD: 0.05 } });
    await jobs.add([jobOf("a", "apimart")]);
    const price = (await jobs.get("a"))?.price ?? {};
    const summary = await jobs.run();
    expect(summary).toMatchObject({ states: { done: 1 }, stopped: undefined });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(summary.spent.USD ?? 0).toBeLessThanOrEqual(price.USD ?? 0);
  });

  it("a submission without a response for a day is unknown, because the key may have expired", async () => {
    const { client, keys } = await apimart(() => true);
    const store = memoryStore();
    const first = await open({ apimart: client }, { store });
    await first.add([jobOf("a", "apimart")]);
    first.start();
    await until(async () => keys.length === 1 && (await stateOf(first, "a")) === "queued");
    await first.stop();
    const clock: Clock = { ...systemClock, now: () => Date.now() + 25 * 3_600_000 };
    const later = await open({ apimart: client }, { store, clock });
    expect(await later.run()).toMatchObject({ states: { unknown: 1 } });
    expect(keys).toHaveLength(1);
  });

  it("a job that may have been billed becomes unknown when it is cancelled", async () => {
    const { client, keys } = await apimart(() => true);
    const jobs = await open({ apimart: client });
    await jobs.add([jobOf("a", "apimart")]);
    jobs.start();
    await until(async () => keys.length === 1 && (await stateOf(jobs, "a")) === "queued");
    await jobs.stop();
    expect(await jobs.cancel("a")).toMatchObject({ state: "unknown" });
  });

  it("stop() does not wait for a task, which goes on at its provider", async () => {
    const { client, server } = await apimart(() => false);
    server.simulator.always("apimart", "task-stuck");
    const jobs = await open({ apimart: client });
    await jobs.add([jobOf("a", "apimart")]);
    jobs.start();
    await until(async () => (await stateOf(jobs, "a")) === "waiting");
    await jobs.stop();
    expect(await stateOf(jobs, "a")).toBe("waiting");
  });
});

describe("a budget", () => {
  const price = (amount: number, currency: string) => ({ amount, currency });

  it("holds back no jobs of another currency when it is reached in one", async () => {
    const server = await provider();
    const prices = { "cny/m": price(1, "CNY"), "usd/m": price(0.1, "USD") };
    const jobs = await open(
      { cny: ark(server), usd: ark(server) },
      { prices, budget: { CNY: 1, USD: 0.3 }, limits: { cny: { concurrency: 1 }, usd: { concurrency: 1 } } },
    );
    const more = { model: "m" };
    await jobs.add(["a", "b"].map((key) => jobOf(key, "cny", more)));
    await jobs.add(["c", "d", "e", "f"].map((key) => jobOf(key, "usd", more)));
    expect(await jobs.run()).toMatchObject({
      states: { done: 4, queued: 2 },
      spent: { CNY: 1, USD: 0.3 },
      stopped: "budget",
    });
  });

  it("holds small jobs back behind a large one of the same currency", async () => {
    const jobs = await open({ ark: ark(await provider()) }, { budget: { CNY: 0.5 } });
    await jobs.add([
      { ...jobOf("large", "ark", { count: 4 }), priority: 1 },
      jobOf("small", "ark", { model: "seedream-4.0" }),
    ]);
    expect(await jobs.run()).toMatchObject({ states: { queued: 2 }, stopped: "budget" });
  });

  it("holds back jobs that were added without it and have no price", async () => {
    const server = await provider();
    const store = memoryStore();
    await (await open({ ark: ark(server) }, { store })).add([jobOf("a", "ark", { model: "ep-20260101-abcde" })]);
    const limited = await open({ ark: ark(server) }, { store, budget: { CNY: 5 } });
    expect(await limited.run()).toMatchObject({ states: { queued: 1 }, stopped: "budget" });
    expect(server.submissions.size).toBe(0);
  });

  it("is never exceeded at any moment by submissions at once", async () => {
    let most = 0;
    const server = await provider((exchange) => void setTimeout(() => make(exchange), Math.random() * 10));
    const jobs = await open(
      { ark: ark(server) },
      { budget: { X: 0.3 }, prices: { "ark/m": price(0.1, "X") }, limits: { ark: { concurrency: 50 } } },
    );
    await jobs.add(Array.from({ length: 50 }, (_, index) => jobOf(`${index}`, "ark", { model: "m" })));
    const running = jobs.run();
    const timer = setInterval(async () => {
      most = Math.max(most, (await jobs.totals()).spent.X ?? 0);
    }, 1);
    expect(await running).toMatchObject({ states: { done: 3 }, spent: { X: 0.3 }, stopped: "budget" });
    clearInterval(timer);
    expect(most).toBeLessThanOrEqual(0.3);
  });
});

describe("a provider that refuses", () => {
  it("the account ends the run, and all jobs stay queued", async () => {
    const server = await provider(({ response }) =>
      sendJSON(response, { error: { code: "AuthenticationError", message: "no" } }, 401),
    );
    const jobs = await open({ ark: ark(server) });
    await jobs.add(Array.from({ length: 50 }, (_, index) => jobOf(`${index}`)));
    await expect(jobs.run()).rejects.toMatchObject({ name: "AuthenticationError" });
    expect(server.submissions.size).toBeLessThanOrEqual(4);
    expect(await jobs.totals()).toMatchObject({ states: { queued: 50, failed: 0 } });
  });

  it("a job allows a retry, but not once the job may have been billed", async () => {
    let isRefused = true;
    const server = await provider((exchange) =>
      isRefused ? sendJSON(exchange.response, { error: { code: "ModelNotOpen", message: "no" } }, 404) : make(exchange),
    );
    const jobs = await open({ ark: ark(server) }, { save: async () => "x" });
    await jobs.add([jobOf("a"), jobOf("b")]);
    await jobs.cancel("b");
    expect(await jobs.run()).toMatchObject({ states: { failed: 1, cancelled: 1 } });
    isRefused = false;
    await jobs.retry("a");
    await jobs.retry("b");
    expect(await jobs.run()).toMatchObject({ states: { done: 2, failed: 0 }, spent: { images: 2 } });
    await expect(jobs.retry("a")).rejects.toThrow('Job "a" is done; only a job that failed');
  });

  it("with 429 for long fails no job, because a refused attempt does not count", async () => {
    const server = await provider((exchange) =>
      exchange.number <= 9
        ? sendJSON(exchange.response, { error: { code: "RateLimitExceeded" } }, 429, { "retry-after": "0" })
        : make(exchange),
    );
    const jobs = await open({ ark: ark(server) }, { save: async () => "x" });
    await jobs.add([jobOf("a"), jobOf("b")]);
    expect(await jobs.run()).toMatchObject({ states: { done: 2, failed: 0 }, spent: { images: 2 } });
    expect([...server.submissions.values()]).toEqual([10, 10]);
  });

  it("with 429 for more than a day fails the job that it refused, and none behind it", async () => {
    let offset = 0;
    const clock: Clock = { ...systemClock, now: () => Date.now() + offset };
    const server = await provider((exchange) => {
      if (exchange.body.prompt === "b") return make(exchange);
      if (exchange.number === 2) offset = 25 * 3_600_000;
      sendJSON(exchange.response, { error: { code: "RateLimitExceeded" } }, 429, { "retry-after": "0" });
    });
    const options = { clock, save: async () => "x", limits: { ark: { concurrency: 1 } } };
    const jobs = await open({ ark: ark(server) }, options);
    await jobs.add([jobOf("a"), jobOf("b")]);
    expect(await jobs.run()).toMatchObject({ states: { done: 1, failed: 1 }, spent: { images: 1 } });
    expect(await jobs.get("a")).toMatchObject({ errors: [{ name: "RateLimitError" }] });
    await jobs.retry("a");
    expect((await jobs.get("a"))?.refusedSince).toBeUndefined();
  });

  it("connections for minutes fails no job, and for longer only the jobs that were sent", async () => {
    let offset = 0;
    const clock: Clock = { ...systemClock, now: () => Date.now() + offset };
    const server = await provider();
    server.close();
    const jobs = await open({ ark: ark(server) }, { clock, limits: { ark: { concurrency: 1 } } });
    await jobs.add(Array.from({ length: 50 }, (_, index) => jobOf(`${index}`)));
    jobs.start();
    const refused = async () => (await jobs.get("0"))?.refusedSince;
    await until(async () => (await refused()) !== undefined);
    offset = 600_000;
    const attempted = (await jobs.get("0"))?.notBefore ?? 0;
    await until(async () => ((await jobs.get("0"))?.notBefore ?? 0) > attempted);
    expect(await jobs.totals()).toMatchObject({ states: { queued: 50, failed: 0 }, spent: { images: 0 } });
    await jobs.stop();
    offset = 1_200_000;
    jobs.start();
    await until(async () => (await stateOf(jobs, "0")) === "failed");
    expect((await jobs.totals()).states).toMatchObject({ failed: 1 });
    await jobs.stop();
  });

  it("with 429 and a Retry-After of an hour holds back every job of the model", async () => {
    const server = await provider(({ response }) =>
      sendJSON(response, { error: { code: "RateLimitExceeded" } }, 429, { "retry-after": "3600" }),
    );
    const jobs = await open({ ark: ark(server) }, { limits: { ark: { concurrency: 2 } } });
    await jobs.add(Array.from({ length: 20 }, (_, index) => jobOf(`${index}`)));
    jobs.start();
    await until(async () => ((await jobs.get("0"))?.notBefore ?? 0) > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.submissions.size).toBeLessThanOrEqual(2);
    expect(await jobs.totals()).toMatchObject({ states: { queued: 20 } });
    await jobs.stop();
  });
});

describe("a clock", () => {
  it("that is set back by days does not hold jobs back by days", async () => {
    let offset = 5 * 86_400_000;
    const clock: Clock = { ...systemClock, now: () => Date.now() + offset };
    const server = await provider(({ number, response, ...rest }) =>
      number === 1
        ? sendJSON(response, { error: { code: "x" } }, 503, { "retry-after": "60" })
        : make({ number, response, ...rest }),
    );
    const jobs = await open({ ark: ark(server) }, { clock });
    await jobs.add([jobOf("a")]);
    jobs.start();
    await until(async () => ((await jobs.get("a"))?.notBefore ?? 0) > 0);
    await jobs.stop();
    offset = 0;
    expect(await jobs.run()).toMatchObject({ states: { done: 1 } });
  });
});

describe("saving", () => {
  it("that never returns is left behind by stop({ abort: true })", async () => {
    const jobs = await open({ ark: ark(await provider()) }, { save: () => new Promise(() => {}) });
    await jobs.add([jobOf("a")]);
    const running = jobs.run();
    await until(async () => (await stateOf(jobs, "a")) === "saving");
    await jobs.stop({ abort: true });
    expect(await running).toMatchObject({ states: { saving: 1 }, stopped: "stop" });
  });

  it("that never returns stops submissions at 64 jobs, and the run then idles", async () => {
    const server = await provider();
    const disk = diskOf();
    const jobs = await open(
      { ark: ark(server) },
      { store: disk.store, save: () => new Promise(() => {}), limits: { ark: { concurrency: 20 } } },
    );
    await jobs.add(Array.from({ length: 200 }, (_, index) => jobOf(`${index}`)));
    jobs.start();
    await until(async () => ((await jobs.totals()).states.saving ?? 0) >= 64);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.submissions.size).toBeLessThan(64 + 20);
    const before = disk.transactions;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(disk.transactions - before).toBeLessThan(5);
    await jobs.stop({ abort: true });
  });

  it("is limited to 16 images at once, while submissions go on", async () => {
    let now = 0;
    let most = 0;
    const jobs = await open(
      { ark: ark(await provider()) },
      {
        limits: { ark: { concurrency: 2 } },
        async save() {
          most = Math.max(most, ++now);
          await new Promise((resolve) => setTimeout(resolve, 150));
          now -= 1;
        },
      },
    );
    await jobs.add(Array.from({ length: 60 }, (_, index) => jobOf(`${index}`)));
    expect(await jobs.run()).toMatchObject({ states: { done: 60 } });
    expect(most).toBeGreaterThan(2);
    expect(most).toBeLessThanOrEqual(16);
  });

  it("removes the parts of images that a killed process left, and nothing else", async () => {
    const out = await folder();
    const left = `.${crypto.randomUUID()}.part`;
    const fresh = `.${crypto.randomUUID()}.part`;
    const foreign = ["movie.part", ".hidden.part"];
    const hourAgo = new Date(Date.now() - 3_600_000);
    for (const name of [left, fresh, ...foreign]) {
      await writeFile(join(out, name), "x");
      if (name !== fresh) await utimes(join(out, name), hourAgo, hourAgo);
    }
    const jobs = await open({ ark: ark(await provider()) }, { save: saveToFolder(out) });
    await jobs.add([jobOf("a")]);
    await jobs.run();
    expect((await readdir(out)).sort()).toEqual([fresh, ...foreign, "00001-a-0.jpg", "00001-a-0.json"].sort());
  });

  it("names files in at most 255 bytes, in any script", async () => {
    const out = await folder();
    const jobs = await open({ ark: ark(await provider()) }, { save: saveToFolder(out) });
    await jobs.add([jobOf("𠀀".repeat(100)), jobOf("สวัสดี हिन्दी")]);
    expect(await jobs.run()).toMatchObject({ states: { done: 2 } });
    const names = await readdir(out);
    expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThan(250);
    expect(names).toContain("00002-สวัสดี-हिन्दी-0.jpg".normalize("NFC"));
  });
});

it.each([
  ["ark", {}],
  ["ark", { count: 3 }],
  ["apimart", {}],
] as const)("sends no job whose claim was under way at stop(): %s %j", async (client, request) => {
  const sent: unknown[] = [];
  const fetch = async (...input: Parameters<typeof globalThis.fetch>) => {
    sent.push(input);
    return new Response("{}", { status: 500 });
  };
  const options = { apiKey: "any-key-0123456789", fetch };
  const clients = { ark: createArk(options), apimart: createAPIMart(options) };
  const claimed = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  const store = memoryStore();
  const slow: JobStore = {
    ...store,
    async transaction(work) {
      let isClaim = false;
      const value = await store.transaction((transaction) =>
        work({
          ...transaction,
          put(job) {
            isClaim ||= job.state === "submitting";
            return transaction.put(job);
          },
        }),
      );
      if (isClaim) claimed.resolve();
      if (isClaim) await stopped.promise;
      return value;
    },
  };
  const jobs = await open(clients, { store: slow });
  await jobs.add([jobOf("a", client, request)]);
  jobs.start();
  await claimed.promise;
  const stopping = jobs.stop();
  stopped.resolve();
  await stopping;
  expect(await jobs.get("a")).toMatchObject({ state: "queued", attempts: 0, spent: {}, errors: [] });
  expect(sent).toEqual([]);
});

it("starts again at once after stop()", async () => {
  const jobs = await open({ ark: ark(await provider()) });
  for (let turn = 0; turn < 3; turn++) {
    jobs.start();
    expect(() => jobs.start()).toThrow("The jobs run already");
    await jobs.stop();
  }
  await jobs.add([jobOf("a")]);
  expect(await jobs.run()).toMatchObject({ states: { done: 1 } });
  await jobs.close();
  await jobs.close();
});

it("waits for jobs that are due later, even beside jobs of a missing client", async () => {
  const server = await provider(({ number, response, ...rest }) =>
    number === 1
      ? sendJSON(response, { error: { code: "x" } }, 503, { "retry-after": "1" })
      : make({ number, response, ...rest }),
  );
  const store = memoryStore();
  await (await open({ other: ark(server) }, { store })).add([jobOf("b", "other")]);
  const jobs = await open({ ark: ark(server) }, { store });
  await jobs.add([jobOf("a")]);
  expect(await jobs.run()).toMatchObject({ states: { done: 1, queued: 1 } });
});

it("refuses text that is not a link in reconcile()", async () => {
  const jobs = await open({ ark: ark(await provider(({ response }) => response.destroy())) });
  await jobs.add([jobOf("a")]);
  await jobs.run();
  await expect(jobs.reconcile("a", { made: true, urls: ["out/a.jpg"] })).rejects.toMatchObject({ code: "invalid" });
  expect(await stateOf(jobs, "a")).toBe("unknown");
});

it("names jobs without a key by their place", async () => {
  const jobs = await open({ ark: ark(await provider()) });
  const bad: NewJob[] = JSON.parse(
    '[{ "key": "a", "client": "ark", "request": { "prompt": "p" } }, { "key": 3 }, null]',
  );
  await expect(jobs.add(bad)).rejects.toThrow(
    /2 of 3 jobs cannot be added.*Job 1: key must be a text that is not empty.*Job 2: /,
  );
});

it("leaves no timer behind after a group, which would keep the process alive", async () => {
  const simulator = await serveSimulator();
  onTestFinished(() => simulator.close());
  const timers = new Set<() => void>();
  const clock: Clock = {
    now: systemClock.now,
    after(ms, callback, options) {
      const cancel = systemClock.after(ms, callback, options);
      timers.add(cancel);
      return () => {
        timers.delete(cancel);
        cancel();
      };
    },
  };
  const client = createArk({ apiKey: "ark-0123456789", baseURL: simulator.baseURLs.ark, clock });
  const jobs = await open({ ark: client });
  await jobs.add([jobOf("a", "ark", { count: 2 })]);
  expect(await jobs.run()).toMatchObject({ states: { done: 1 }, spent: { images: 2 } });
  expect(timers.size).toBe(0);
});

it("fails a billed job with an expired link, and does not make its image again", async () => {
  const server = await provider();
  server.downloadStatus = 403;
  const jobs = await open({ ark: ark(server) }, { save: saveToFolder(await folder()) });
  await jobs.add([jobOf("a")]);
  expect(await jobs.run()).toMatchObject({ states: { failed: 1 }, spent: { images: 1, CNY: 0.25 } });
  expect(await jobs.get("a")).toMatchObject({ images: [{ error: { name: "DownloadError", status: 403 } }] });
  await expect(jobs.retry("a")).rejects.toThrow("to pay again, add it under another key");
});

it("refuses references in bytes, because a journal cannot keep them", async () => {
  const jobs = await open({ ark: ark(await provider()) });
  const images = [new Uint8Array([0xff, 0xd8, 0xff, 1])];
  await expect(jobs.add([jobOf("a", "ark", { images })])).rejects.toThrow("data: URI");
});

it("counts a task at its highest price if it makes fewer images than it charged for in advance", async () => {
  const server = await serveSimulator();
  onTestFinished(() => server.close());
  const clock = { ...systemClock, after: (ms: number, call: () => void) => systemClock.after(ms / 50, call) };
  const apimart = createAPIMart({ apiKey: "any-key", baseURL: server.baseURLs.apimart, clock });
  const jobs = await openJobs({ store: memoryStore(), clients: { apimart }, save: async () => "saved" });
  onTestFinished(() => jobs.close());
  const request = { prompt: "a", model: "seedream-5.0-pro", size: "1K", images: "https://example.com/a.png" } as const;
  await jobs.add([
    { key: "layers", client: "apimart", request: { ...request, native: { layer_decomposition: true } } },
    { key: "one", client: "apimart", request },
  ]);
  await jobs.run();
  const layers = await jobs.get("layers");
  expect(layers?.images).toHaveLength(3);
  expect(layers?.spent).toEqual({ images: 17, USD: 0.4981 });
  expect((await jobs.get("one"))?.spent).toEqual({ images: 1, USD: 0.0293 });
});
