import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createArk } from "@seedream-clients/ark";
import { DownloadError } from "@seedream-clients/core";
import { afterEach, describe, expect, it } from "vitest";
import {
  type Jobs,
  JobsError,
  type JobsOptions,
  lacksImages,
  memoryStore,
  type NewJob,
  openJobs,
} from "../src/index.ts";
import { saveToFolder } from "../src/node.ts";
import { make, openProvider, type Provider, result, type Submit, sendJSON } from "./provider.ts";
import { folder, stores } from "./stores.ts";

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function provider(submit: Submit): Promise<Provider> {
  const made = await openProvider(submit);
  opened.push(made);
  return made;
}

const arkOf = ({ origin }: Provider) => createArk({ apiKey: "ark-0123456789", baseURL: origin });
const job = (key: string, more: Partial<NewJob> = {}): NewJob => ({
  key,
  client: "ark",
  request: { prompt: key },
  ...more,
});
const download = { allowPrivateHosts: true };

describe.each(Object.entries(stores))("jobs in %s", (kind, openStore) => {
  async function open(server: Provider, options: Partial<JobsOptions> = {}): Promise<Jobs> {
    const jobs = await openJobs({ store: await openStore(), clients: { ark: arkOf(server) }, download, ...options });
    opened.push(jobs);
    return jobs;
  }

  it("are performed and saved, each with its cost", async () => {
    const out = await folder();
    const server = await provider(make);
    const jobs = await open(server, { save: saveToFolder(out) });
    expect(await jobs.add(["a lighthouse", "猫", "CON.", "../up"].map((key) => job(key)))).toEqual({
      added: 4,
      known: 0,
    });
    const summary = await jobs.run();
    expect(summary).toMatchObject({ states: { done: 4, queued: 0 }, spent: { images: 4, CNY: 1 }, stopped: undefined });
    expect((await readdir(out)).sort()).toEqual([
      ...["00001-a-lighthouse-0.jpg", "00001-a-lighthouse-0.json", "00002-猫-0.jpg", "00002-猫-0.json"],
      ...["00003-CON-0.jpg", "00003-CON-0.json", "00004-up-0.jpg", "00004-up-0.json"],
    ]);
    const facts = JSON.parse(await readFile(join(out, "00001-a-lighthouse-0.json"), "utf8"));
    expect(facts).toMatchObject({
      key: "a lighthouse",
      request: { prompt: "a lighthouse" },
      cost: { currency: "CNY" },
    });
    expect(JSON.stringify(facts)).not.toContain("ark-0123456789");
    expect(await jobs.get("猫")).toMatchObject({ state: "done", images: [{ saved: { mediaType: "image/jpeg" } }] });
  });

  it("are added once for each key, and another request under a key is an error that adds none", async () => {
    const server = await provider(make);
    const jobs = await open(server);
    await jobs.add([job("a")]);
    expect(await jobs.add([job("a"), job("b")])).toEqual({ added: 1, known: 1 });
    const clash = jobs.add([job("c"), job("a", { request: { prompt: "another" } })]);
    await expect(clash).rejects.toMatchObject({ name: "JobsError", code: "conflict" });
    expect(await jobs.get("c")).toBeUndefined();
    await jobs.run();
    await jobs.add([job("a"), job("b")]);
    await jobs.run();
    expect([...server.submissions]).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
  });

  it("keep their references, which polls leave out, and databases do not even read", async () => {
    const store = await openStore();
    const seen: unknown[] = [];
    const server = await provider((exchange) => {
      seen.push(exchange.body.image);
      make(exchange);
    });
    const jobs = await open(server, { store });
    const images = ["https://example.com/1.png", "https://example.com/2.png"];
    const referring = job("a", { request: { prompt: "a", images } });
    await jobs.add([referring, job("b", { request: { prompt: "b", images: images[0] } })]);
    for (const _ of ["queued", "done"]) {
      expect((await jobs.get("a"))?.request).toEqual({ prompt: "a", images });
      expect((await jobs.get("b"))?.request).toEqual({ prompt: "b", images: images[0] });
      expect((await jobs.get("a", { references: false }))?.request).toEqual({ prompt: "a" });
      expect(await jobs.get("none", { references: false })).toBeUndefined();
      expect(await jobs.add([referring])).toEqual({ added: 0, known: 1 });
      await jobs.run();
    }
    expect(seen.sort()).toEqual([images, images[0]].sort());
    const brief = await store.transaction(async ({ find, findAll, list }) => [
      await find("a", true),
      ...(await findAll(["b"], true)),
      ...(await list(["done"], 0, 10, true)),
    ]);
    const prompts = ["a", "b", "a", "b"].map((prompt) => ({ prompt }));
    if (kind !== "memory") expect(brief.map((each) => each?.request)).toEqual(prompts);
    await jobs.erase("a");
    expect((await jobs.get("a"))?.request).toEqual({ prompt: "" });
  });

  it("are added as cancelled and not sent when they were cancelled before, and others are sent", async () => {
    const server = await provider(make);
    const jobs = await open(server);
    await jobs.add([job("known")]);
    for (const key of ["known", "early", "__proto__"]) await jobs.cancelEarly(key);
    expect(await jobs.add(["known", "early", "__proto__", "late"].map((key) => job(key)))).toEqual({
      added: 3,
      known: 1,
    });
    expect(await jobs.run()).toMatchObject({ states: { done: 2, cancelled: 2 }, spent: { images: 2 } });
    expect([...server.submissions.keys()].sort()).toEqual(["known", "late"]);
    expect(await jobs.get("early")).toMatchObject({ state: "cancelled", spent: {}, cancelledAt: expect.any(Number) });
    expect(await jobs.get("late")).not.toHaveProperty("cancelledAt", expect.any(Number));
  });

  it("are added with after only while there is no later job, even by several callers at once", async () => {
    const jobs = await open(await provider(make));
    expect(await jobs.add([job("a"), job("b")], { after: 0 })).toEqual({ added: 2, known: 0 });
    await expect(jobs.add([job("c")], { after: 0 })).rejects.toMatchObject({ code: "outdated" });
    expect(await jobs.add([job("a")], { after: 0 })).toEqual({ added: 0, known: 1 });
    const later: string[] = [];
    for await (const { key } of jobs.list(undefined, 1)) later.push(key);
    expect(later).toEqual(["b"]);
    const keys = ["c", "d", "e", "f"];
    const outcomes = await Promise.allSettled(keys.map((key) => jobs.add([job(key)], { after: 2 })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await jobs.totals()).states.queued).toBe(3);
  });

  it("count for limits of your own at their price while they are queued, then at what they cost", async () => {
    const jobs = await open(await provider(make), { prices: { "ark/priced": { amount: 0.5, currency: "CNY" } } });
    const priced = (key: string) => job(key, { request: { prompt: key, model: "priced" } });
    expect(await jobs.costs(0)).toEqual({ last: 0, jobs: [] });
    await jobs.add([priced("a"), priced("b\0")]);
    await jobs.cancel("a");
    const [first, second] = [
      { key: "a", cost: {} },
      { key: "b\0", cost: { CNY: 0.5, images: 1 } },
    ];
    const { last, jobs: all } = await jobs.costs(0);
    expect(last).toBe(2);
    expect(all.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([first, second]);
    expect(await jobs.costs(0, 1)).toEqual({ last: 2, jobs: [second] });
    const { createdAt = 0 } = (await jobs.get("b\0")) ?? {};
    expect(await jobs.costs(createdAt)).toEqual({ last: 2, jobs: [] });
    await jobs.run();
    expect((await jobs.costs(0, 1)).jobs).toEqual([{ key: "b\0", cost: (await jobs.get("b\0"))?.spent }]);
  });

  it("that a client would refuse are named by key, and none is added", async () => {
    const server = await provider(make);
    const jobs = await open(server);
    const bad = [job("good"), job("small", { request: { prompt: "x", size: "8x8" } }), job("gone", { client: "arc" })];
    const error = await jobs.add(bad).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(JobsError);
    expect(error).toMatchObject({ code: "invalid", message: expect.stringContaining("2 of 3 jobs cannot be added") });
    expect(error).toMatchObject({ message: expect.stringMatching(/"small": .*8x8.*"gone": there is no client "arc"/) });
    expect((await jobs.totals()).states.queued).toBe(0);
  });

  it("go by priority, then by age", async () => {
    const order: string[] = [];
    const server = await provider((exchange) => {
      order.push(exchange.body.prompt);
      make(exchange);
    });
    const jobs = await open(server, { limits: { ark: { concurrency: 1 } } });
    await jobs.add([job("a"), job("b", { priority: 5 }), job("c", { priority: 5 }), job("d")]);
    await jobs.run();
    expect(order).toEqual(["b", "c", "a", "d"]);
  });

  it("keep to the limit of submissions at once", async () => {
    let now = 0;
    let most = 0;
    const full = Promise.withResolvers<void>();
    const server = await provider(async (exchange) => {
      most = Math.max(most, ++now);
      if (now === 3) full.resolve();
      // None ends before three are out, however slow a claim is. Then a fourth has time to come.
      await full.promise;
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
      make(exchange);
    });
    const jobs = await open(server, { limits: { ark: { concurrency: 3 } } });
    await jobs.add(Array.from({ length: 12 }, (_, index) => job(`j${index}`)));
    await jobs.run();
    expect(most).toBe(3);
  });

  it("stop before they exceed the budget, and count as spent when they are unknown", async () => {
    const server = await provider(({ body, response, ...rest }) =>
      body.prompt === "drop" ? response.destroy() : make({ body, response, ...rest }),
    );
    const jobs = await open(server, { budget: { CNY: 0.75 }, limits: { ark: { concurrency: 4 } } });
    await jobs.add([job("drop"), job("a"), job("b"), job("c")]);
    const summary = await jobs.run();
    expect(summary).toMatchObject({
      states: { unknown: 1, done: 2, queued: 1 },
      spent: { CNY: 0.75 },
      stopped: "budget",
    });
    expect([...server.submissions.keys()]).toEqual(["drop", "a", "b"]);
  });

  it("without a price are refused under a budget of money, unless a price or a number of images is given", async () => {
    const server = await provider(make);
    const endpoint = job("e", { request: { prompt: "e", model: "ep-20260101-abcde" } });
    await expect((await open(server, { budget: { CNY: 5 } })).add([endpoint])).rejects.toThrow(
      'the price of ark/ep-20260101-abcde is not known; give it in prices["ark/ep-20260101-abcde"], or limit budget.images',
    );
    await expect((await open(server, { budget: { USD: 5 } })).add([job("a")])).rejects.toThrow("add budget.CNY");
    const counted = await open(server, { budget: { CNY: 5, images: 1 } });
    await counted.add([endpoint, job("f")]);
    expect(await counted.run()).toMatchObject({ states: { done: 1, queued: 1 }, stopped: "budget" });
    const prices = { "ark/ep-20260101-abcde": { amount: 3, currency: "CNY" } };
    const priced = await open(server, { budget: { CNY: 5 }, prices });
    await priced.add([endpoint]);
    expect(await priced.run()).toMatchObject({ states: { done: 1 }, spent: { CNY: 3, images: 1 } });
  });

  it("count at the application's price before and after, even if the client has another price", async () => {
    const server = await provider(make);
    const prices = { "ark/seedream-4.5": { amount: 2, currency: "USD" } };
    const jobs = await open(server, { budget: { USD: 5 }, prices });
    await jobs.add([job("a"), job("b", { request: { prompt: "b", model: "doubao-seedream-4-5-251128" } })]);
    expect((await jobs.get("a"))?.price).toEqual({ images: 1, USD: 2 });
    expect(await jobs.run()).toMatchObject({ states: { done: 2 }, spent: { images: 2, USD: 4 } });
  });

  it("count at their highest price if the provider counts more images than came", async () => {
    const failed = { error: { code: "OutputImageSensitiveContentDetected", message: "It may be sensitive" } };
    const server = await provider(({ response, link }) => {
      sendJSON(response, result({ url: link("a"), size: "2048x2048" }, failed));
    });
    const jobs = await open(server, {
      clients: { ark: createArk({ apiKey: "ark-0123456789", baseURL: server.origin, streamGroups: false }) },
    });
    await jobs.add([job("a", { request: { prompt: "a", count: 3 } })]);
    expect(await jobs.run()).toMatchObject({ states: { done: 1 }, spent: { images: 3, CNY: 0.75 } });
  });

  it("count the layers that they ask for against the budget", async () => {
    const server = await provider(make);
    const request = { prompt: "a", model: "seedream-5.0-pro", images: "https://example.com/a.png" };
    const layered = job("a", { request: { ...request, native: { layer_decomposition: true } } });
    const jobs = await open(server, { budget: { images: 16 } });
    await jobs.add([layered]);
    expect((await jobs.get("a"))?.price).toEqual({ images: 17, CNY: 10.2 });
    expect(await jobs.run()).toMatchObject({ states: { queued: 1 }, stopped: "budget" });
    expect(server.submissions.size).toBe(0);
  });

  it("are refused under a budget if native may ask for more images than the request says", async () => {
    const server = await provider(make);
    const group = { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 15 } };
    const more = job("a", { request: { prompt: "a", native: group } });
    await expect((await open(server, { budget: { images: 1 } })).add([more])).rejects.toThrow(
      "native has sequential_image_generation, which may ask for more images than the budget counts",
    );
    await (await open(server)).add([more]);
    await (await open(server, { budget: { images: 1 } })).add([
      job("b", { request: { prompt: "b", native: { optimize_prompt: true } } }),
    ]);
  });

  it("may ask for layers of an unknown model only without a budget", async () => {
    const request = { prompt: "a", model: "ep-1", images: "https://example.com/a.png" };
    const layered = job("a", { request: { ...request, native: { layer_decomposition: true } } });
    await expect((await open(await provider(make), { budget: { images: 1 } })).add([layered])).rejects.toThrow(
      "native has layer_decomposition, which may ask for more images than the budget counts",
    );
  });

  it("may use tools, which are billed separately, only with a budget of images", async () => {
    const request = { prompt: "a", model: "seedream-5.0-lite", native: { tools: [{ type: "web_search" }] } };
    const server = await provider(make);
    await expect((await open(server, { budget: { CNY: 5 } })).add([job("a", { request })])).rejects.toThrow(
      "the price of ark/doubao-seedream-5-0-lite-260128 is not known",
    );
    await (await open(server, { budget: { images: 5 } })).add([job("a", { request })]);
  });

  it("that were added without a budget are not sent under a budget that may not count all of their images", async () => {
    const server = await provider(make);
    const store = memoryStore();
    const kept = { ...store, close: async () => {} };
    const group = { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 15 } };
    await (await open(server, { store: kept })).add([job("a", { request: { prompt: "a", native: group } })]);
    const limited = await open(server, { store: kept, budget: { images: 5 } });
    expect(await limited.run()).toMatchObject({ states: { queued: 1 }, stopped: "budget" });
    expect(server.submissions.size).toBe(0);
    expect(await (await open(server, { store: kept })).run()).toMatchObject({ states: { done: 1 } });
  });

  it("of unknown outcome are never sent again, until a person has settled them", async () => {
    const server = await provider(({ number, response, ...rest }) =>
      number === 1 ? response.destroy() : make({ number, response, ...rest }),
    );
    const jobs = await open(server);
    await jobs.add([job("a"), job("b"), job("c")]);
    await jobs.run();
    await jobs.run();
    expect([...server.submissions.values()]).toEqual([1, 1, 1]);
    expect(await jobs.get("a")).toMatchObject({ state: "unknown", errors: [{ charged: "unknown" }] });
    await jobs.reconcile("a", { made: false });
    await jobs.reconcile("b", { made: true, urls: [`${server.origin}/b.jpg`] });
    await jobs.reconcile("c", { made: true });
    await expect(jobs.reconcile("c", { made: false })).rejects.toMatchObject({ code: "state" });
    const summary = await jobs.run();
    expect(summary).toMatchObject({ states: { done: 3, unknown: 0 }, spent: { images: 3, CNY: 0.75 } });
    expect(server.submissions.get("a")).toBe(2);
    expect(server.submissions.get("b")).toBe(1);
    for await (const each of jobs.list(["done"])) expect(lacksImages(each)).toBe(false);
  });

  it("that were provably not accepted are sent again after a pause, which all jobs of the model observe", async () => {
    const times: number[] = [];
    const server = await provider(({ number, body, response, ...rest }) => {
      times.push(Date.now());
      if (body.prompt === "a" && number === 1) {
        return sendJSON(response, { error: { code: "RateLimitExceeded" } }, 429, { "retry-after": "1" });
      }
      make({ number, body, response, ...rest });
    });
    const jobs = await open(server, { limits: { ark: { concurrency: 1 } } });
    await jobs.add([job("a"), job("b")]);
    expect(await jobs.run()).toMatchObject({ states: { done: 2 } });
    expect(times[1] ?? 0).toBeGreaterThanOrEqual((times[0] ?? 0) + 990);
    expect(server.submissions.get("a")).toBe(2);
  });

  it("that the provider refuses fail, free of charge", async () => {
    const server = await provider(({ response }) =>
      sendJSON(response, { error: { code: "InputTextSensitiveContentDetected", message: "No." } }, 400),
    );
    const jobs = await open(server);
    await jobs.add([job("a")]);
    expect(await jobs.run()).toMatchObject({ states: { failed: 1 }, spent: { images: 0, CNY: 0 } });
    expect(await jobs.get("a")).toMatchObject({ errors: [{ name: "ContentPolicyError", reason: "No." }] });
  });

  it("keep the images that arrived when a group breaks off, and count the whole group as spent", async () => {
    const out = await folder();
    const server = await provider(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link("0") };
      response.write(`data: ${JSON.stringify(event)}\n\n`, () => response.destroy());
    });
    const jobs = await open(server, { save: saveToFolder(out) });
    await jobs.add([job("a", { request: { prompt: "a", count: 3 } })]);
    expect(await jobs.run()).toMatchObject({ states: { done: 1 }, spent: { images: 3, CNY: 0.75 } });
    expect(await jobs.get("a")).toMatchObject({ errors: [{ name: "StreamInterruptedError" }], images: [{ index: 0 }] });
    expect(await readdir(out)).toContain("00001-a-0.jpg");
  });

  it("keep inline images in the journal until they are saved", async () => {
    const out = await folder();
    const server = await provider(({ response }) =>
      sendJSON(response, result({ b64_json: Buffer.from([0xff, 0xd8, 0xff, 1]).toString("base64") })),
    );
    let isFull = true;
    const save = saveToFolder(out);
    const jobs = await open(server, {
      save: async (...args) => {
        if (isFull) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
        return save(...args);
      },
    });
    await jobs.add([job("a", { request: { prompt: "a", output: { delivery: "inline" } } })]);
    jobs.start();
    for await (const { state, attempts, errors } of jobs.events()) {
      if (state !== "saving" || attempts === 0) continue;
      expect(errors).toEqual([{ name: "Error", message: "no space left on device" }]);
      break;
    }
    isFull = false;
    for await (const { state } of jobs.events()) if (state === "done") break;
    await jobs.stop();
    expect(await readdir(out)).toContain("00001-a-0.jpg");
    expect(server.submissions.get("a")).toBe(1);
  });

  it("open inline images from the journal, until they are saved", async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1]);
    const server = await provider(({ response, link }) => {
      sendJSON(response, result({ b64_json: bytes.toString("base64") }, { url: link("a") }));
    });
    const request = { prompt: "a", count: 2, output: { delivery: "inline" } } as const;
    const refuse = () => Promise.reject(new DownloadError("Not an image of mine"));
    for (const save of [undefined, refuse]) {
      const jobs = await open(server, { save });
      await jobs.add([job("a", { request })]);
      await jobs.run();
      expect(await (await jobs.image("a", 0))?.bytes()).toEqual(new Uint8Array(bytes));
      expect(await jobs.image("a", 1)).toMatchObject({ url: `${server.origin}/a.jpg`, mediaType: "image/jpeg" });
      expect([await jobs.image("a", 2), await jobs.image("b", 0)]).toEqual([undefined, undefined]);
    }
    const saving = await open(server, { save: saveToFolder(await folder()) });
    await saving.add([job("a", { request })]);
    await saving.run();
    expect(await saving.image("a", 0)).toBeUndefined();
  });

  it("keep the place of each layer, for save and in the file beside the image", async () => {
    const out = await folder();
    const layer = { z_index: 1, name: "boat", bounding_box: { absolute: [1, 2, 3, 4] } };
    const server = await provider(({ response, link }) =>
      sendJSON(response, result({ url: link("0"), z_index: 0 }, { url: link("1"), ...layer })),
    );
    const saved: unknown[] = [];
    const toFolder = saveToFolder(out);
    const jobs = await open(server, {
      async save(image, ...more) {
        saved.push(image.layer);
        return toFolder(image, ...more);
      },
    });
    await jobs.add([job("a", { request: { prompt: "a", count: 2 } })]);
    await jobs.run();
    const layers = [{ zIndex: 0 }, { zIndex: 1, name: "boat", boundingBox: { absolute: [1, 2, 3, 4] } }];
    expect(saved).toEqual(layers);
    expect((await jobs.get("a"))?.images).toMatchObject(layers.map((layer) => ({ layer })));
    const facts = JSON.parse(await readFile(join(out, "00001-a-1.json"), "utf8"));
    expect(facts).toMatchObject({ image: { layer: layers[1] } });
  });

  it("keep the provider's id of the response", async () => {
    const server = await provider(({ response, link }) =>
      sendJSON(response, result({ url: link("a") }), 200, { "x-request-id": "provider-1" }),
    );
    const jobs = await open(server);
    await jobs.add([job("a")]);
    await jobs.run();
    expect(await jobs.get("a")).toMatchObject({ requestId: "provider-1" });
  });

  it("can be cancelled before they are submitted", async () => {
    const server = await provider(make);
    const jobs = await open(server);
    await jobs.add([job("a"), job("b")]);
    await jobs.cancel("a");
    expect(await jobs.run()).toMatchObject({ states: { cancelled: 1, done: 1 } });
    await expect(jobs.cancel("b")).rejects.toThrow(
      'Job "b" is done; only a job whose images have not arrived can be cancelled',
    );
    await expect(jobs.cancel("c")).rejects.toThrow('There is no job "c"');
  });

  it("can be cancelled while their submission is out, which may be billed, and others go on", async () => {
    const server = await provider((exchange) => exchange.body.prompt !== "a" && make(exchange));
    const jobs = await open(server);
    await jobs.add([job("a")]);
    jobs.start();
    while (server.submissions.size < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await jobs.cancel("a")).toMatchObject({
      state: "unknown",
      cancelledAt: expect.any(Number),
      spent: { images: 1, CNY: 0.25 },
      errors: [{ name: "AbortedError", charged: "unknown" }],
    });
    await jobs.add([job("b")]);
    for await (const { key, state } of jobs.events()) if (key === "b" && state === "done") break;
    await expect(jobs.cancel("b")).rejects.toMatchObject({ code: "state" });
    await expect(jobs.retry("a")).rejects.toThrow("may have been billed");
    await jobs.stop();
    await jobs.reconcile("a", { made: false });
    expect(await jobs.cancel("a")).toMatchObject({ state: "cancelled", spent: {} });
    expect([...server.submissions.values()]).toEqual([1, 1]);
  });

  it("keep and save the images of a group that came before it was cancelled", async () => {
    const out = await folder();
    const server = await provider(({ response, link }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link("0") };
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    });
    const isCancelled = Promise.withResolvers<void>();
    const save = saveToFolder(out);
    const jobs = await open(server, { save: (...args) => isCancelled.promise.then(() => save(...args)) });
    await jobs.add([job("a", { request: { prompt: "a", count: 3 } })]);
    const running = jobs.run();
    while (!(await jobs.get("a"))?.images.length) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await jobs.cancel("a")).toMatchObject({ state: "saving" });
    isCancelled.resolve();
    expect(await running).toMatchObject({ states: { done: 1 }, spent: { images: 3, CNY: 0.75 } });
    expect(await jobs.get("a")).toMatchObject({ errors: [{ name: "AbortedError" }], images: [{ index: 0 }] });
    expect(await readdir(out)).toContain("00001-a-0.jpg");
  });

  it("have endedAt when their images have arrived, before these are saved, or when they fail", async () => {
    const server = await provider(({ body, response, ...rest }) =>
      body.prompt === "bad" ? sendJSON(response, { error: {} }, 400) : make({ body, response, ...rest }),
    );
    const pause = () => new Promise<null>((resolve) => setTimeout(resolve, 100, null));
    const jobs = await open(server, { save: pause });
    await jobs.add([job("good"), job("bad")]);
    expect((await jobs.get("good"))?.endedAt).toBe(undefined);
    await jobs.run();
    const [good, bad] = [await jobs.get("good"), await jobs.get("bad")];
    expect(good?.updatedAt).toBeGreaterThanOrEqual((good?.endedAt ?? Number.NaN) + 100);
    expect(bad).toMatchObject({ state: "failed", endedAt: bad?.updatedAt });
    expect((await jobs.retry("bad")).endedAt).toBe(undefined);
  });

  it("cannot be cancelled while their images are saved, which are paid for", async () => {
    const saved = Promise.withResolvers<void>();
    const jobs = await open(await provider(make), { save: () => saved.promise.then(() => null) });
    await jobs.add([job("a")]);
    const running = jobs.run();
    for await (const { state } of jobs.events()) if (state === "saving") break;
    await expect(jobs.cancel("a")).rejects.toMatchObject({ code: "state" });
    await expect(jobs.erase("a")).rejects.toMatchObject({ code: "state" });
    saved.resolve();
    expect(await running).toMatchObject({ states: { done: 1 } });
  });

  it("keep their images when their saving is cancelled, can be erased, and save the images when they are retried", async () => {
    const server = await provider(({ response, link }) =>
      sendJSON(
        response,
        result({ url: link("a") }, { b64_json: Buffer.from([0xff, 0xd8, 0xff, 1]).toString("base64") }),
      ),
    );
    const out = await folder();
    const jobs = await open(server, { save: saveToFolder(out) });
    await jobs.add(["a", "b"].map((key) => job(key, { request: { prompt: key, count: 2 } })));
    const held = server.holdDownloads();
    jobs.start();
    while (held.count < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const key of ["a", "b"]) {
      await expect(jobs.erase(key)).rejects.toThrow("cancelSaving() it first");
      expect(await jobs.cancelSaving(key)).toMatchObject({
        state: "cancelled",
        spent: { images: 2 },
        images: [{ url: `${server.origin}/a.jpg` }, { mediaType: "image/jpeg" }],
      });
      await expect(jobs.cancelSaving(key)).rejects.toMatchObject({ code: "state" });
    }
    await jobs.erase("b");
    held.release();
    expect(await jobs.retry("a")).toMatchObject({ state: "saving" });
    while ((await jobs.get("a"))?.state !== "done") await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await jobs.get("a")).toMatchObject({ errors: [] });
    await jobs.stop();
    expect((await readdir(out)).filter((name) => name.endsWith(".jpg"))).toEqual(["00001-a-0.jpg", "00001-a-1.jpg"]);
    expect([...server.submissions.values()]).toEqual([1, 1]);
  });

  it("that are cancelled for a reason have it as their error, and no AbortedError", async () => {
    const server = await provider(() => {});
    const jobs = await open(server, { limits: { ark: { concurrency: 1 } } });
    await jobs.add([job("a"), job("b")]);
    jobs.start();
    while (server.submissions.size < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const errors = [{ name: "Interrupted", code: "interrupted", message: "Too late" }];
    expect(await jobs.cancel("b", "Too late")).toMatchObject({ state: "cancelled", errors });
    const cancelled = await jobs.cancel("a", "Too late");
    expect(cancelled).toMatchObject({ state: "unknown", errors });
    expect(cancelled.errors).toHaveLength(1);
  });

  it("keep their key and their cost when they are erased, and no job may be added under that key", async () => {
    const server = await provider(({ response }) =>
      sendJSON(response, result({ b64_json: Buffer.from([0xff, 0xd8, 0xff, 1]).toString("base64") })),
    );
    const store = await openStore();
    const jobs = await open(server, { store, budget: { CNY: 0.5 } });
    const secret = job("a", { request: { prompt: "secret", output: { delivery: "inline" } } });
    await jobs.add([secret, job("b")]);
    await jobs.cancel("b");
    await jobs.run();
    const bytes = () => store.transaction(async (transaction) => transaction.readFile("a 0"));
    expect(await bytes()).toHaveLength(4);
    const erased = await jobs.erase("a");
    expect(erased).toMatchObject({ state: "done", isErased: true, images: [], spent: { images: 1, CNY: 0.25 } });
    expect(JSON.stringify(await jobs.get("a"))).not.toContain("secret");
    expect(await bytes()).toBeUndefined();
    await jobs.erase("b");
    await expect(jobs.retry("b")).rejects.toThrow('Job "b" is cancelled and was erased');
    for (const again of [secret, job("a", { request: { prompt: "another" } })]) {
      const error = await jobs.add([job("c"), again]).catch((cause: unknown) => cause);
      expect(error).toMatchObject({
        code: "conflict",
        message: expect.stringMatching(/^Job "a" was erased; .* another key/),
      });
      expect(await jobs.get("c")).toBeUndefined();
    }
    await expect(jobs.add([secret, job("b")])).rejects.toThrow('Jobs "a", "b" were erased');
    await jobs.add([job("c"), job("d")]);
    expect(await jobs.run()).toMatchObject({ spent: { CNY: 0.5 }, states: { queued: 1 }, stopped: "budget" });
    expect(server.submissions.get("secret")).toBe(1);
  });

  it("with retryFor 0 fail at the first refusal, and end no run", async () => {
    const codes: Readonly<Record<string, readonly [number, string]>> = {
      limit: [429, "RateLimitExceeded"],
      account: [403, "AccountOverdueError"],
    };
    const server = await provider((exchange) => {
      const [status, code] = codes[exchange.body.prompt] ?? [];
      return code ? sendJSON(exchange.response, { error: { code } }, status, { "retry-after": "60" }) : make(exchange);
    });
    const jobs = await open(server, { limits: { ark: { concurrency: 1 } } });
    await jobs.add(["limit", "account", "fine"].map((key) => job(key, { retryFor: 0 })));
    expect(await jobs.run()).toMatchObject({ states: { failed: 2, done: 1 }, spent: { images: 1 } });
    expect(await jobs.get("limit")).toMatchObject({ retryFor: 0, errors: [{ name: "RateLimitError", charged: "no" }] });
    expect(await jobs.get("account")).toMatchObject({ errors: [{ name: "PaymentRequiredError" }] });
    await expect(jobs.add([job("bad", { retryFor: -1 })])).rejects.toThrow("retryFor is -1; it must be 0 ms or more");
    await expect(jobs.add([job("bad", { retryFor: Number.POSITIVE_INFINITY })])).rejects.toThrow(
      "retryFor is Infinity",
    );
  });

  it("keep the errors of single images when saving the others takes two tries", async () => {
    const server = await provider(({ response, link }) => {
      const error = { code: "OutputImageSensitiveContentDetected", message: "No." };
      response.writeHead(200, { "content-type": "text/event-stream" });
      const events = [
        { type: "image_generation.partial_succeeded", image_index: 0, url: link("0") },
        { type: "image_generation.partial_failed", image_index: 1, error },
        { type: "image_generation.completed", usage: { generated_images: 1 } },
      ];
      response.end(`${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")}data: [DONE]\n\n`);
    });
    let tries = 0;
    const save = async () => {
      tries += 1;
      if (tries < 3) throw new Error(`disk is full, ${tries}`);
      return null;
    };
    const jobs = await open(server, { save });
    await jobs.add([job("a", { request: { prompt: "a", count: 2 } })]);
    const delays: unknown[] = [];
    const changes = jobs.events();
    const running = jobs.run();
    for await (const { state, errors } of changes) {
      if (state === "saving") delays.push(errors.map((error) => Object(error).name));
      if (state === "done") break;
    }
    await running;
    expect(delays).toContainEqual(["ContentPolicyError", "Error"]);
    const done = await jobs.get("a");
    expect(done).toMatchObject({ state: "done", errors: [{ name: "ContentPolicyError" }] });
    expect(done?.errors).toHaveLength(1);
    expect(done && lacksImages(done)).toBe(true);
  });

  it("stop gracefully: submissions that are out come to their end, and no further job is taken up", async () => {
    const server = await provider((exchange) => void setTimeout(() => make(exchange), 100));
    const jobs = await open(server, { limits: { ark: { concurrency: 2 } } });
    await jobs.add(["a", "b", "c", "d"].map((key) => job(key)));
    const running = jobs.run();
    while (server.submissions.size < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await jobs.stop();
    expect(await running).toMatchObject({ states: { done: 2, queued: 2 }, stopped: "stop" });
    expect(await jobs.run()).toMatchObject({ states: { done: 4 } });
    expect([...server.submissions.values()]).toEqual([1, 1, 1, 1]);
  });

  it("that are aborted may be billed, and are unknown", async () => {
    const server = await provider(() => {});
    const jobs = await open(server);
    await jobs.add([job("a")]);
    const running = jobs.run();
    while (server.submissions.size < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await jobs.stop({ abort: true });
    expect(await running).toMatchObject({ states: { unknown: 1 }, spent: { CNY: 0.25 } });
    expect(await jobs.get("a")).toMatchObject({ errors: [{ name: "Interrupted" }] });
  });

  it("of a missing client stay as they are", async () => {
    const server = await provider(make);
    const store = await openStore();
    const first = await openJobs({ store, clients: { ark: arkOf(server), other: arkOf(server) } });
    await first.add([job("a"), job("b", { client: "other" })]);
    const second = await openJobs({ store, clients: { ark: arkOf(server) } });
    opened.push(second);
    expect(await second.run()).toMatchObject({ states: { done: 1, queued: 1 }, stopped: undefined });
  });

  it("refuse limits that are not positive numbers", async () => {
    const server = await provider(make);
    for (const limits of [
      { ark: { concurrency: 0 } },
      { ark: { imagesPerMinute: Number.NaN } },
      { ark: { models: { "seedream-4.5": { imagesPerMinute: 5, burst: Number.NaN } } } },
      { arc: {} },
    ]) {
      await expect(open(server, { limits })).rejects.toMatchObject({ code: "invalid" });
    }
  });

  it("refuse prices with which a budget would never be reached", async () => {
    const server = await provider(make);
    for (const amount of [Number.NaN, -0.25, Number.POSITIVE_INFINITY]) {
      const prices = { "ark/seedream-4.5": { amount, currency: "CNY" } };
      const message = `prices["ark/seedream-4.5"].amount is ${amount}; it must be a number of at least 0`;
      await expect(open(server, { prices, budget: { CNY: 1 } })).rejects.toThrow(message);
    }
    for (const currency of ["", "images"]) {
      const prices = { "ark/seedream-4.5": { amount: 1, currency } };
      await expect(open(server, { prices })).rejects.toThrow('prices["ark/seedream-4.5"].currency is');
    }
  });

  it("keep keys of any form", async () => {
    const jobs = await open(await provider(make), { save: saveToFolder(await folder()) });
    const keys = ["__proto__", "constructor", "a\nb", "🎨".repeat(50), "x".repeat(10_000), "a\0b", " "];
    await jobs.add(keys.map((key) => ({ key, client: "ark", request: { prompt: "p" } })));
    expect(await jobs.run()).toMatchObject({ states: { done: keys.length } });
    for (const key of keys) expect(await jobs.get(key)).toMatchObject({ key, state: "done" });
    await expect(
      jobs.add([
        { key: "n", client: "ark", request: { prompt: "p" } },
        { key: "n", client: "ark", request: { prompt: "q" } },
      ]),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await jobs.get("n")).toBeUndefined();
  });

  it("refuse keys with half of a surrogate pair, which stores cannot tell apart, but keep such prompts", async () => {
    const server = await provider(({ response, link }) => sendJSON(response, result({ url: link("a") })));
    const jobs = await open(server);
    await expect(jobs.add([job("\ud800"), job("\udfff"), job("a")])).rejects.toThrow(
      '2 of 3 jobs cannot be added, and none was. "\\ud800": the key has half of a surrogate pair',
    );
    const prompt = "Half \ud83c of a palette";
    await jobs.add([job("a", { request: { prompt } })]);
    expect((await jobs.get("a"))?.request).toEqual({ prompt });
    expect(await jobs.run()).toMatchObject({ states: { done: 1 } });
  });

  it("are cancelled once each when several callers cancel them at once", async () => {
    const server = await provider(make);
    const jobs = await open(server);
    await jobs.add(Array.from({ length: 10 }, (_, index) => job(`${index}`)));
    const results = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => jobs.cancel(`${index % 10}`)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await jobs.totals()).toMatchObject({ states: { cancelled: 10, queued: 0 } });
  });

  it("stay within the budget at any moment, with many submissions at once", async () => {
    let most = 0;
    const server = await provider((exchange) => void setTimeout(() => make(exchange), Math.random() * 10));
    const prices = { "ark/m": { amount: 0.1, currency: "X" } };
    const jobs = await open(server, { budget: { X: 0.3 }, prices, limits: { ark: { concurrency: 50 } } });
    await jobs.add(Array.from({ length: 50 }, (_, index) => job(`${index}`, { request: { prompt: "p", model: "m" } })));
    const running = jobs.run();
    const timer = setInterval(async () => {
      most = Math.max(most, (await jobs.totals()).spent.X ?? 0);
    }, 5);
    expect(await running).toMatchObject({ states: { done: 3 }, spent: { X: 0.3 }, stopped: "budget" });
    clearInterval(timer);
    expect(most).toBeLessThanOrEqual(0.3);
  });

  it("of a group larger than the burst go out once the allowance is full", async () => {
    const server = await provider(({ response, body, link }) => {
      const { max_images: count = 1 } = Object(body.sequential_image_generation_options);
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (let index = 0; index < count; index++) {
        const event = { type: "image_generation.partial_succeeded", image_index: index, url: link(`${index}`) };
        response.write(`data: ${JSON.stringify(event)}\n\n`);
      }
      const usage = { generated_images: count, output_tokens: 1, total_tokens: 1 };
      response.end(`data: ${JSON.stringify({ type: "image_generation.completed", usage })}\n\ndata: [DONE]\n\n`);
    });
    const jobs = await open(server, { limits: { ark: { imagesPerMinute: 600, burst: 2 } } });
    const start = performance.now();
    await jobs.add(["a", "b"].map((key) => job(key, { request: { prompt: key, count: 5 } })));
    expect(await jobs.run()).toMatchObject({ states: { done: 2 }, spent: { images: 10 } });
    // The second waits for the five images of the first.
    expect(performance.now() - start).toBeGreaterThan(450);
  });
});
