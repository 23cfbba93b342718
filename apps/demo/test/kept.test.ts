import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunDetails, RunRecord, Spent } from "../server/messages.ts";
import { openStudio, type Studio } from "../server/node/open-studio.ts";
import { explain } from "../src/errors/explain.ts";
import { codeOf, curlOf } from "../src/runs/code.ts";
import { languages } from "../src/words/words.ts";
import { clientOf, generate, newId, runsOf } from "./studio.ts";

let data: string;
let simulator: SimulatorServer;
let studio: Studio;

/** Key of a live client. `ARK_BASE_URL` leads its calls to the simulator. */
const environment = { ARK_API_KEY: "key-of-the-test-0123456789" };

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "studio-"));
  simulator = await serveSimulator({ latency: 20 });
  process.env.ARK_BASE_URL = simulator.baseURLs.ark;
  studio = await openStudio({ port: 0, data, simulator, environment });
});

afterEach(async () => {
  delete process.env.ARK_BASE_URL;
  await studio.close();
  await simulator.close();
  await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function restart(): Promise<void> {
  await studio.close();
  studio = await openStudio({ port: 0, data, simulator, environment });
}

async function details(id: string): Promise<RunDetails> {
  return (await fetch(`${studio.url}/api/history/${id}`)).json();
}

describe("a kept run", () => {
  it("survives a restart, with its images in files", async () => {
    const id = newId();
    await generate(studio, { count: 2 }, { id });
    const [before] = await runsOf(studio);
    await expect.poll(() => readdir(join(data, "images"))).toEqual([`${id}-0.jpg`, `${id}-1.jpg`]);
    simulator.simulator.reset();
    await restart();
    const [run] = await runsOf(studio);
    expect(run?.facts).toEqual(before?.facts);
    expect(run?.events.filter(({ type }) => type === "image")).toHaveLength(2);
    const image = await fetch(`${studio.url}/api/runs/${id}/images/1`);
    expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });

  it("is found by search and by link, and deleted with its files and its request", async () => {
    const fox = newId();
    await generate(studio, { prompt: "A heron 100% blue" });
    await generate(studio, { prompt: "A fox nobody must know of" }, { id: fox });
    expect(await runsOf(studio, "?search=100%25")).toHaveLength(1);
    for (const title of ["volcengine", "Volcengine Ark", "火山方舟"]) {
      expect(await runsOf(studio, `?search=${encodeURIComponent(title)}`)).toHaveLength(2);
    }
    expect(await runsOf(studio, "?search=APIMart")).toHaveLength(0);
    expect(await runsOf(studio, "?search=seedream+4.5")).toHaveLength(2);
    expect(await runsOf(studio, "?search=%25%25")).toHaveLength(0);
    expect(await runsOf(studio, `?only=${fox.slice(0, 36)}`)).toHaveLength(1);
    await expect.poll(() => readdir(join(data, "images"))).toHaveLength(2);
    const removal = await fetch(`${studio.url}/api/history/${fox}`, { method: "DELETE" });
    expect(removal.status).toBe(204);
    expect(await runsOf(studio)).toHaveLength(1);
    expect(await readdir(join(data, "images"))).toHaveLength(1);
    expect((await fetch(`${studio.url}/api/history/${fox}`)).status).toBe(404);
    await restart();
    expect(await runsOf(studio)).toHaveLength(1);
  });

  it("returns its request as TypeScript, as a body for curl and as a call on the wire", async () => {
    const id = newId();
    await generate(studio, { promptOptimization: "standard" }, { id });
    const known = await details(id);
    expect(known.request).toMatchObject({ prompt: "A heron", promptOptimization: "standard" });
    expect(known.exchanges[0]).toMatchObject({
      method: "POST",
      status: 200,
      requestHeaders: { authorization: "Bearer [key]" },
    });
    expect(JSON.parse(known.exchanges[0]?.requestBody ?? "")).toEqual(known.wireBody);
    expect(codeOf(known)).toContain('import { createArk } from "@seedream-clients/ark"');
  });

  it("is sent with a reference image as large as the model accepts, and listed with its beginning", async () => {
    const id = newId();
    const bytes = Buffer.alloc(10 * 2 ** 20);
    bytes.write("iVBORw0KGgo=", "base64");
    const events = await generate(studio, { images: [`data:image/png;base64,${bytes.toString("base64")}`] }, { id });
    expect(events.at(-1)?.type).toBe("completed");
    const known = await details(id);
    expect(known.exchanges[0]?.requestBody).toContain("image/png;base64,iVBORw0KGgoAAAAA");
    expect(known.exchanges[0]?.requestBody?.length).toBeLessThan(1000);
    expect(curlOf(known, true).length).toBeLessThan(1000);
  });

  it("has the calls of its task, with one entry for all polls", async () => {
    const id = newId();
    await generate(studio, {}, { id, client: "apimart-simulated" });
    const { exchanges } = await details(id);
    expect(exchanges.map(({ method, status }) => [method, status])).toEqual([
      ["POST", 202],
      ["GET", 200],
    ]);
  });

  it("is not sent again if there is no task to wait for", async () => {
    const id = newId();
    await generate(studio, { prompt: "[scenario:rate-limited] a heron" }, { id });
    const again = await fetch(`${studio.url}/api/history/${id}/wait`, { method: "POST" });
    expect(again.status).toBe(409);
    expect(simulator.simulator.calls).toHaveLength(1);
  });

  it("contains no key, nor does any response to the page", async () => {
    const id = newId();
    await generate(studio, { count: 2 }, { id, client: "ark-live" });
    await generate(studio, { prompt: "[scenario:invalid-key] a heron" }, { client: "ark-live" });
    const paths = ["providers", "history", "spent", `history/${id}`];
    const texts = await Promise.all(paths.map(async (path) => (await fetch(`${studio.url}/api/${path}`)).text()));
    await studio.close();
    const files = (await readdir(data)).filter((name) => name.includes("sqlite"));
    for (const file of files) texts.push(await readFile(join(data, file), "latin1"));
    studio = await openStudio({ port: 0, data, simulator, environment });
    expect(files.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes(environment.ARK_API_KEY))).toEqual([]);
  });

  it("counts as spending if it was live, also after it was deleted", async () => {
    const id = newId();
    await generate(studio, { count: 2 }, { id, client: "ark-live" });
    await generate(studio, { count: 2 });
    const spent = async (): Promise<Spent[]> => (await fetch(`${studio.url}/api/spent`)).json();
    const sums = { sums: [{ currency: "CNY", amount: 0.5 }], unknown: 0, mayBeCharged: 0 };
    const expected = [{ name: "ark", today: sums, inAll: sums }];
    await expect.poll(spent).toMatchObject(expected);
    await expect
      .poll(async () => (await fetch(`${studio.url}/api/history/${id}`, { method: "DELETE" })).status)
      .toBe(204);
    expect(await spent()).toMatchObject(expected);
  });

  it("counts as spending if it was paid for but its image could not be saved, and gives the reason", async () => {
    const id = newId();
    await generate(studio, { prompt: "[scenario:expired-link] A heron" }, { id, client: "ark-live" });
    const sums = { sums: [{ currency: "CNY", amount: 0.25 }], unknown: 0, mayBeCharged: 0 };
    const spent = async (): Promise<Spent[]> => (await fetch(`${studio.url}/api/spent`)).json();
    await expect.poll(spent).toMatchObject([{ name: "ark", inAll: sums }]);
    await restart();
    expect(await spent()).toMatchObject([{ inAll: sums }]);
    expect((await runsOf(studio))[0]?.events.at(-1)).toMatchObject({ type: "completed" });
    const image = await fetch(`${studio.url}/api/runs/${id}/images/0`);
    expect([image.status, await image.json()]).toMatchObject([502, { error: { name: "DownloadError" } }]);
  });

  it("returns the request of a live run after its key is gone", async () => {
    const id = newId();
    await generate(studio, {}, { id, client: "ark-live" });
    await studio.close();
    studio = await openStudio({ port: 0, data, simulator });
    expect(await details(id)).toMatchObject({ provider: { name: "ark" }, request: { prompt: "A heron" } });
    expect((await runsOf(studio))[0]?.facts.client.live).toBe(true);
  });

  it("is downloaded as one file with complete images", async () => {
    const id = newId();
    await generate(studio, { count: 2 }, { id });
    const response = await fetch(`${studio.url}/api/archive?runs=${id}`);
    expect(response.headers.get("content-type")).toBe("application/zip");
    const archive = Buffer.from(await response.arrayBuffer());
    const images = await Promise.all(
      [0, 1].map(async (index) => (await fetch(`${studio.url}/api/runs/${id}/images/${index}`)).arrayBuffer()),
    );
    const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    expect(filesIn(archive).map(digest)).toEqual(images.map((image) => digest(new Uint8Array(image))));
  });

  it("is downloaded without the images that cannot be loaded", async () => {
    const [whole, broken] = [newId(), newId()];
    await generate(studio, {}, { id: whole });
    await generate(studio, { prompt: "[scenario:expired-link] A heron" }, { id: broken });
    const archiveOf = (runs: string) => fetch(`${studio.url}/api/archive?runs=${runs}`);
    const response = await archiveOf(`${broken},${whole}`);
    expect(filesIn(Buffer.from(await response.arrayBuffer()))).toHaveLength(1);
    await expect.poll(async () => (await archiveOf(broken)).status).toBe(404);
  });

  it("can be open in only one studio at a time", async () => {
    await expect(openStudio({ port: 0, data, simulator })).rejects.toThrow("is open in this process already");
  });
});

describe("a studio that stopped", () => {
  const slow = async (latency = 1500) => {
    await studio.close();
    await simulator.close();
    simulator = await serveSimulator({ latency });
    studio = await openStudio({ port: 0, data, simulator });
  };
  const isTask = async () => {
    const progress = (await runsOf(studio))[0]?.events.find((event) => event.type === "progress");
    return progress?.task !== undefined;
  };

  it("resumes its running task without a second submission", { timeout: 30_000 }, async () => {
    await slow();
    void generate(studio, {}, { client: "apimart-simulated" });
    await expect.poll(isTask).toBe(true);
    await studio.close();
    studio = await openStudio({ port: 0, data, simulator });
    await expect.poll(async () => (await runsOf(studio))[0]?.events.at(-1)?.type).toBe("completed");
    expect(simulator.simulator.calls.filter(({ operation }) => operation !== "getTask")).toHaveLength(1);
  });

  it("resumes a task of a simulator that stopped with it", { timeout: 30_000 }, async () => {
    await studio.close();
    studio = await openStudio({ port: 0, data, latency: 1000 });
    void generate(studio, {}, { client: "apimart-simulated" });
    await expect.poll(isTask).toBe(true);
    await studio.close();
    studio = await openStudio({ port: 0, data, latency: 20 });
    await expect.poll(async () => (await runsOf(studio))[0]?.events.at(-1)?.type).toBe("completed");
  });

  it("reports that it stopped a run without a task, not that a person did", async () => {
    await slow();
    void generate(studio, { count: 15 });
    await expect.poll(async () => simulator.simulator.calls.length).toBe(1);
    await studio.close();
    studio = await openStudio({ port: 0, data, simulator });
    const [run] = await runsOf(studio);
    expect(toldOf(run)).toContain("The studio stopped while this ran");
    expect(run?.events.at(-1)).toMatchObject({ error: { charged: "unknown" } });
    expect(run).toMatchObject({ took: expect.any(Number), isResumable: false });
  });

  it("keeps the images so far if its simulator stops with it", async () => {
    await studio.close();
    studio = await openStudio({ port: 0, data, latency: 300 });
    const id = newId();
    void generate(studio, { count: 15 }, { id });
    const imagesOf = async () => (await runsOf(studio))[0]?.events.filter(({ type }) => type === "image") ?? [];
    await expect.poll(imagesOf, { timeout: 5000 }).not.toEqual([]);
    await studio.close();
    studio = await openStudio({ port: 0, data, simulator });
    const [run] = await runsOf(studio);
    expect(run?.events.at(-1)).toMatchObject({ type: "completed" });
    expect(toldOf(run)).toContain("The studio stopped while this ran");
    expect((await fetch(`${studio.url}/api/runs/${id}/images/0`)).status).toBe(200);
  });

  it("cancels requests that were not sent, and says so", { timeout: 30_000 }, async () => {
    await slow(8000);
    const prompts = Array.from({ length: 34 }, (_, index) => `Heron ${index}`);
    for (const prompt of prompts) void generate(studio, { prompt });
    await expect.poll(async () => (await runsOf(studio)).length).toBe(20);
    await expect.poll(() => simulator.simulator.calls.length).toBe(32);
    await studio.close();
    studio = await openStudio({ port: 0, data, simulator });
    const told = new Set((await runsOf(studio)).map(toldOf));
    expect([...told]).toEqual([expect.stringContaining("The studio stopped while this ran")]);
    expect(simulator.simulator.calls).toHaveLength(32);
  });

  it("waits again for a task that a person cancelled", { timeout: 30_000 }, async () => {
    await slow();
    const id = newId();
    void generate(studio, {}, { id, client: "apimart-simulated" });
    await expect.poll(isTask).toBe(true);
    await clientOf(studio).cancel(id);
    await expect
      .poll(async () => (await runsOf(studio))[0])
      .toMatchObject({ took: expect.any(Number), isResumable: true });
    expect((await runsOf(studio))[0]?.events.at(-1)).toMatchObject({ error: { name: "AbortedError" } });
    await studio.close();
    studio = await openStudio({ port: 0, data, simulator });
    expect((await runsOf(studio))[0]).toMatchObject({ took: expect.any(Number), isResumable: true });
    await fetch(`${studio.url}/api/history/${id}/wait`, { method: "POST" });
    await expect.poll(async () => (await runsOf(studio))[0]?.events.at(-1)?.type).toBe("completed");
    expect(simulator.simulator.calls.filter(({ operation }) => operation !== "getTask")).toHaveLength(1);
  });

  it("deletes a run after the simulator of its images stopped", async () => {
    await slow(100);
    const id = newId();
    void generate(studio, { count: 15 }, { id });
    await expect.poll(async () => (await runsOf(studio))[0]?.events.some(({ type }) => type === "image")).toBe(true);
    await simulator.close();
    await expect.poll(async () => (await runsOf(studio))[0]?.took).toBeDefined();
    expect((await fetch(`${studio.url}/api/history/${id}`, { method: "DELETE" })).status).toBe(204);
  });

  it("waits again for a task of a simulator that is gone", async () => {
    await slow();
    const id = newId();
    void generate(studio, {}, { id, client: "apimart-simulated" });
    await expect.poll(isTask).toBe(true);
    await clientOf(studio).cancel(id);
    await expect.poll(async () => (await runsOf(studio))[0]).toMatchObject({ isResumable: true });
    await studio.close();
    studio = await openStudio({ port: 0, data, latency: 20 });
    await fetch(`${studio.url}/api/history/${id}/wait`, { method: "POST" });
    await expect.poll(async () => (await runsOf(studio))[0]?.events.at(-1)?.type).toBe("completed");
  });
});

/** Returns the message of the page about the end of a run. */
function toldOf(run: RunRecord | undefined): string | undefined {
  const end = run?.events.at(-1);
  const error = end?.type === "completed" ? end.result.interrupted : end?.type === "error" ? end.error : undefined;
  return error && explain(error, languages.en).message;
}

/** Reads the files of a ZIP archive by its directory. */
function filesIn(archive: Buffer): Buffer[] {
  const end = archive.length - 22;
  let entry = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const [size, name, start] = [entry + 20, entry + 28, entry + 42].map((at) => archive.readUInt32LE(at));
    const begin = (start ?? 0) + 30 + ((name ?? 0) & 0xffff);
    entry += 46 + ((name ?? 0) & 0xffff);
    return archive.subarray(begin, begin + (size ?? 0));
  });
}
