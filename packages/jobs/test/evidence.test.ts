import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import { virtualClock } from "@seedream-clients/contract-tests/src/virtual-clock.ts";
import { systemClock } from "@seedream-clients/core/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { type JobStore, type Jobs, type JobsOptions, memoryStore, openJobs } from "../src/index.ts";
import { saveToFolder } from "../src/node.ts";
import { folder } from "./stores.ts";
import { until } from "./until.ts";

const hour = 3_600_000;
const apiKey = "sk-0123456789";
const link = (index: number) => `https://results.example/${index}.jpeg`;
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
const b64_json = jpeg.toString("base64");

/** Returns these responses in order, the last one again and again. */
function fetchOf(...responses: readonly (() => Response | Promise<Response>)[]): typeof fetch {
  let count = 0;
  return async () => {
    const respond = responses[Math.min(count++, responses.length - 1)];
    if (!respond) throw new Error("No response");
    return respond();
  };
}

const whole = (...data: readonly object[]) => Response.json({ created: 1, data, usage: {} });
const poll = (status: string, more: object) => Response.json({ code: 200, data: { id: "task_1", status, ...more } });
const accepted = () => Response.json({ code: 200, data: [{ status: "submitted", task_id: "task_1" }] });

function streamOf(...pieces: readonly object[]): Response {
  const text = pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join("");
  return new Response(text, { headers: { "content-type": "text/event-stream" } });
}

const piece = (index: number, file: object = { url: link(index) }) => ({
  type: "image_generation.partial_succeeded",
  image_index: index,
  ...file,
});

async function open(fetch: typeof globalThis.fetch, options: Partial<JobsOptions> = {}): Promise<Jobs> {
  const { clock = systemClock } = options;
  const jobs = await openJobs({
    store: memoryStore(),
    clients: { ark: createArk({ apiKey, fetch, clock }), apimart: createAPIMart({ apiKey, fetch, clock }) },
    ...options,
  });
  onTestFinished(() => jobs.close().catch(() => {}));
  return jobs;
}

const jobOf = (client: "ark" | "apimart", count = 1) => ({ key: "a", client, request: { prompt: "a", count } });

/** A journal in memory whose disk is full while `isFull` is set. */
function diskOf(): { isFull: boolean; readonly store: JobStore } {
  const store = memoryStore();
  const disk = {
    isFull: false,
    store: {
      close: store.close,
      transaction: <T>(work: Parameters<typeof store.transaction<T>>[0]) =>
        disk.isFull ? Promise.reject(new Error("database or disk is full")) : store.transaction(work),
    },
  };
  return disk;
}

describe("a provider's response", () => {
  it("stays on a job of unknown outcome, because it may have the only link to an image", async () => {
    const jobs = await open(fetchOf(() => Response.json({ picture: { file: link(0) } })));
    await jobs.add([jobOf("ark")]);
    await jobs.run();
    expect(await jobs.get("a")).toMatchObject({ state: "unknown", errors: [{ raw: { picture: { file: link(0) } } }] });
  });

  it("stays when the repeat under the idempotency key is refused", async () => {
    const unreadable = () => Response.json({ picture: { file: link(0) } });
    const refused = () => Response.json({ error: { code: "InvalidParameter", message: "No" } }, { status: 400 });
    const clock = virtualClock();
    // The journal sends the submission again after each response that cannot be read.
    const jobs = await open(fetchOf(unreadable, unreadable, unreadable, refused), { clock });
    await jobs.add([jobOf("apimart")]);
    await jobs.run();
    const job = await jobs.get("a");
    expect(job).toMatchObject({ state: "unknown", spent: { images: 1 } });
    expect(JSON.stringify(job?.errors)).toContain(link(0));
  });

  it("is kept without the images that the journal has", async () => {
    const bytes = Buffer.concat([jpeg, Buffer.alloc(500, 7)]).toString("base64");
    const cut = () => streamOf(piece(0, { b64_json: bytes }));
    const jobs = await open(fetchOf(cut));
    await jobs.add([jobOf("ark", 3)]);
    await jobs.run();
    const job = await jobs.get("a");
    expect(job).toMatchObject({ state: "done", errors: [{ name: "StreamInterruptedError" }] });
    expect(JSON.stringify(job)).not.toContain(bytes);
  });

  it("stays when an inline image cannot be decoded", async () => {
    const text = "*".repeat(300);
    const jobs = await open(fetchOf(() => whole({ b64_json: text })));
    await jobs.add([jobOf("ark")]);
    await jobs.run();
    const job = await jobs.get("a");
    expect(job).toMatchObject({ spent: { images: 1 }, images: [{ error: { name: "DownloadError" } }] });
    expect(JSON.stringify(job?.errors)).toContain(text);
  });

  it("counts at the highest price when it may have an image that cannot be read", async () => {
    const failure = { error: { code: "InternalServiceError", message: "Failed" }, artifact: link(1) };
    const jobs = await open(fetchOf(() => whole({ url: link(0) }, failure)));
    await jobs.add([jobOf("ark", 3)]);
    await jobs.run();
    expect(await jobs.get("a")).toMatchObject({ state: "done", spent: { images: 3 } });
  });

  it("has its images saved when the task failed after some of them", async () => {
    const result = { images: [{ url: [link(0)] }] };
    const failed = () => poll("failed", { error: { code: "internal", message: "Failed" }, result });
    const saved: unknown[] = [];
    const clock = virtualClock();
    const save: JobsOptions["save"] = async (_, __, { url }) => void saved.push(url);
    const jobs = await open(fetchOf(accepted, failed), { clock, save });
    await jobs.add([jobOf("apimart")]);
    await jobs.run();
    expect(saved).toEqual([link(0)]);
    expect(await jobs.get("a")).toMatchObject({
      state: "done",
      spent: { images: 1 },
      errors: [{ charged: "unknown" }],
    });
  });

  it("ends the wait for a task that is not found after a day", async () => {
    const clock = virtualClock();
    const lost = () => Response.json({ error: { code: 404, message: "No such task" } }, { status: 404 });
    const jobs = await open(fetchOf(accepted, lost), { clock });
    await jobs.add([jobOf("apimart")]);
    await jobs.run();
    expect(await jobs.get("a")).toMatchObject({ state: "waiting" });
    clock.advance(25 * hour);
    await jobs.run();
    expect(await jobs.get("a")).toMatchObject({ state: "unknown", task: { id: "task_1" }, spent: { images: 1 } });
  });

  it("about a task that is not found does not displace the task of the next submission", async () => {
    const clock = virtualClock();
    let tasks = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (init?.method === "POST") {
        return Response.json({ code: 200, data: [{ status: "submitted", task_id: `task_${++tasks}` }] });
      }
      if (String(input).includes("task_1")) {
        return Response.json({ error: { code: 404, message: "No such task" } }, { status: 404 });
      }
      return poll("completed", { id: "task_2", created: 1, result: { images: [{ url: [link(0)] }] } });
    };
    const jobs = await open(fetch, { clock });
    await jobs.add([jobOf("apimart")]);
    await jobs.run();
    clock.advance(25 * hour);
    await jobs.run();
    expect(await jobs.reconcile("a", { made: false })).toMatchObject({ state: "queued", task: undefined });
    expect(await jobs.run()).toMatchObject({ states: { done: 1 }, spent: { images: 1 } });
    expect(await jobs.get("a")).toMatchObject({ task: { id: "task_2" }, images: [{ url: link(0) }] });
    expect(tasks).toBe(2);
  });

  it("stays when a person retries the job, and the repeat is refused", async () => {
    let isRefused = false;
    const clock = virtualClock();
    const fetch = fetchOf(() =>
      isRefused
        ? Response.json({ error: { code: "InvalidParameter", message: "No" } }, { status: 400 })
        : Response.json({ picture: { file: link(0) } }),
    );
    const jobs = await open(fetch, { clock });
    await jobs.add([jobOf("apimart")]);
    await jobs.run();
    isRefused = true;
    await jobs.retry("a");
    await jobs.run();
    const job = await jobs.get("a");
    expect(job).toMatchObject({ state: "unknown", spent: { images: 1 } });
    expect(JSON.stringify(job?.errors)).toContain(link(0));
  });

  it("to a submission stays while waits for its task fail", async () => {
    const clock = virtualClock();
    const unreadable = () => Response.json({ picture: { file: link(0) } });
    let submissions = 0;
    const fetch: typeof globalThis.fetch = async (_, init) => {
      if (init?.method !== "POST") return new Response("Away", { status: 502 });
      submissions += 1;
      return submissions === 1 ? unreadable() : accepted();
    };
    const jobs = await open(fetch, { clock });
    await jobs.add([jobOf("apimart")]);
    await jobs.run();
    const job = await jobs.get("a");
    expect(job).toMatchObject({ state: "waiting", task: { id: "task_1" } });
    expect(job?.attempts).toBeGreaterThan(0);
    expect(JSON.stringify(job?.errors)).toContain(link(0));
    // The error of a wait replaces the error of the wait before.
    expect(job?.errors).toHaveLength(2);
  });
});

describe("a journal that fails", () => {
  it("ends no stream: the error has the links of all images", async () => {
    const disk = diskOf();
    const pieces = [piece(0), piece(1), piece(2), { type: "image_generation.completed", usage: {} }];
    const fetch = fetchOf(() => {
      disk.isFull = true;
      return streamOf(...pieces);
    });
    const jobs = await open(fetch, { store: disk.store });
    await jobs.add([jobOf("ark", 3)]);
    const error = await jobs.run().catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "unrecorded" });
    for (const index of [0, 1, 2]) expect(error).toMatchObject({ message: expect.stringContaining(link(index)) });
  });

  it("has the links of an unreadable response in its error", async () => {
    const disk = diskOf();
    const fetch = fetchOf(() => {
      disk.isFull = true;
      return Response.json({ picture: { file: link(0) } });
    });
    const jobs = await open(fetch, { store: disk.store });
    await jobs.add([jobOf("ark")]);
    const error = await jobs.run().catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "unrecorded", message: expect.stringContaining(link(0)) });
  });

  it("keeps these links when it fails during the repeat under the idempotency key", async () => {
    const disk = diskOf();
    const clock = virtualClock();
    const limited = () => {
      disk.isFull = true;
      return Response.json({ error: { code: "RateLimitExceeded", message: "Too many" } }, { status: 429 });
    };
    const fetch = fetchOf(() => Response.json({ picture: { file: link(0) } }), limited);
    const jobs = await open(fetch, { store: disk.store, clock });
    await jobs.add([jobOf("apimart")]);
    await expect(jobs.run()).rejects.toThrow("disk is full");
    disk.isFull = false;
    expect(JSON.stringify((await jobs.get("a"))?.errors)).toContain(link(0));
  });

  it("has inline images saved, or keeps them on its error if that fails too", async () => {
    for (const isSaved of [true, false]) {
      const disk = diskOf();
      const fetch = fetchOf(() => {
        disk.isFull = true;
        return whole({ b64_json });
      });
      const save = async () => {
        if (!isSaved) throw new Error("The folder was removed");
        return { path: "out/a.jpg" };
      };
      const jobs = await open(fetch, { store: disk.store, save });
      await jobs.add([jobOf("ark")]);
      const error = await jobs.run().catch((cause: unknown) => cause);
      const said = isSaved ? "out/a.jpg" : "The folder was removed";
      expect(error).toMatchObject({ code: "unrecorded", message: expect.stringContaining(said) });
      expect(await Object(error).images[0].bytes()).toEqual(new Uint8Array(jpeg));
    }
  });

  it("leaves no job in hand: the next run() of the process makes it unknown", async () => {
    const disk = diskOf();
    const fetch = fetchOf(() => {
      disk.isFull = true;
      return whole({ url: link(0) });
    });
    const jobs = await open(fetch, { store: disk.store });
    await jobs.add([jobOf("ark")]);
    await expect(jobs.run()).rejects.toMatchObject({ code: "unrecorded" });
    disk.isFull = false;
    await jobs.run();
    expect(await jobs.get("a")).toMatchObject({
      state: "unknown",
      errors: [{ name: "Interrupted", message: expect.stringContaining("journal could not record") }],
    });
  });
});

it("pauses between retries when a provider always refuses with Retry-After: 0", async () => {
  const clock = virtualClock();
  let submissions = 0;
  const fetch = async () => {
    submissions += 1;
    const error = { code: "RateLimitExceeded", message: "Too many" };
    return Response.json({ error }, { status: 429, headers: { "retry-after": "0" } });
  };
  const jobs = await open(fetch, { clock });
  await jobs.add([{ ...jobOf("ark"), retryFor: 60_000 }]);
  await jobs.run();
  expect(await jobs.get("a")).toMatchObject({ state: "failed", spent: {} });
  expect(submissions).toBeLessThanOrEqual(61);
});

describe("an idempotency key", () => {
  it("is not trusted after the clock was set back, because its age is unknown", async () => {
    let now = Date.now() + 30 * hour;
    const clock = { ...systemClock, now: () => now };
    const answer = Promise.withResolvers<Response>();
    const store = memoryStore();
    let submissions = 0;
    const fetch = async () => {
      submissions += 1;
      return answer.promise;
    };
    const jobs = await open(fetch, { clock, store });
    await jobs.add([jobOf("apimart")]);
    jobs.start();
    await until(() => submissions === 1);
    // Its process dies, and the clock is set right.
    now -= 30 * hour;
    const next = await open(fetch, { clock, store });
    await next.run();
    expect(await next.get("a")).toMatchObject({ state: "unknown" });
    expect(submissions).toBe(1);
    answer.reject(new Error("The end of the test"));
  });
});

/** Adds a job. Returns it with an image and a folder to save it in. */
async function savable() {
  const out = await folder();
  const facts = { index: 0, mediaType: "image/jpeg" };
  const image = Object.assign(Object.create(null), { bytes: async () => new Uint8Array(jpeg), ...facts });
  const jobs = await open(fetchOf());
  await jobs.add([jobOf("ark")]);
  const known = await jobs.get("a");
  if (!known) throw new Error("No job");
  return { out, facts, image, known };
}

it("names the file of a key of half a megabyte of dashes in linear time, where it would otherwise take minutes", async () => {
  const { out, facts, image, known } = await savable();
  await saveToFolder(out)(image, { ...known, key: `--a${"-".repeat(500_000)}b--` }, facts);
  expect(await readdir(out)).toContain(`00001-a${"-".repeat(73)}-0.jpg`);
});

it("leaves a whole JSON file and no parts when processes save the same image at once", async () => {
  const job = { key: "a", order: 1, submission: "s", request: { prompt: "p".repeat(1_000_000) } };
  const { out, facts, image, known } = await savable();
  const saves = Array.from({ length: 20 }, () => saveToFolder(out)(image, { ...known, ...job }, facts));
  await Promise.all(saves);
  expect((await readdir(out)).sort()).toEqual(["00001-a-0.jpg", "00001-a-0.json"]);
  expect(JSON.parse(await readFile(join(out, "00001-a-0.json"), "utf8"))).toMatchObject({ key: "a" });
});
