import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunDetails, RunPage, RunRecord } from "../server/messages.ts";
import { openStudio, type Studio } from "../server/studio.ts";
import { codeOf } from "../src/runs/code.ts";
import { eventsOf, generate } from "./studio.ts";

let data: string;
let simulator: SimulatorServer;
let studio: Studio;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "studio-"));
  simulator = await serveSimulator({ latency: 20 });
  studio = await openStudio({ port: 0, data, simulator });
});

afterEach(async () => {
  await studio.close();
  await simulator.close();
  await rm(data, { recursive: true, force: true });
});

async function list(query = ""): Promise<readonly RunRecord[]> {
  const page: RunPage = await (await fetch(`${studio.url}/api/runs${query}`)).json();
  return page.runs;
}

async function restart(): Promise<void> {
  await studio.close();
  studio = await openStudio({ port: 0, data, simulator });
}

async function details(run: RunRecord | undefined): Promise<RunDetails> {
  return (await fetch(`${studio.url}/api/runs/${run?.id}/details`)).json();
}

describe("what is kept", () => {
  it("survives a restart, its images in files", async () => {
    const events = await eventsOf(await generate(studio, { count: 2 }));
    simulator.simulator.reset();
    await restart();
    const [run] = await list();
    expect(run?.events).toEqual(events);
    expect(await readdir(join(data, "images", run?.id ?? ""))).toEqual(["0.jpg", "1.jpg"]);
    const image = await fetch(`${studio.url}/api/image/${run?.id}.1`);
    expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });

  it("is searched, and deleted with its files", async () => {
    await eventsOf(await generate(studio, { prompt: "A heron 100% blue" }));
    await eventsOf(await generate(studio, { prompt: "A fox" }));
    expect(await list("?search=100%25")).toHaveLength(1);
    expect(await list("?search=%25%25")).toHaveLength(0);
    const [fox] = await list();
    const removal = await fetch(`${studio.url}/api/runs/${fox?.id}`, { method: "DELETE" });
    expect(removal.status).toBe(204);
    expect(await list()).toHaveLength(1);
    expect(await readdir(join(data, "images"))).toHaveLength(1);
    expect((await fetch(`${studio.url}/api/image/${fox?.id}.0`)).status).toBe(404);
  });

  it("gives the request back, and what went over the wire without the key", async () => {
    await eventsOf(await generate(studio, { seed: 7 }));
    const { body, exchanges } = await details((await list())[0]);
    expect(body.request).toMatchObject({ prompt: "A heron", seed: 7 });
    expect(exchanges[0]).toMatchObject({
      method: "POST",
      status: 200,
      requestHeaders: { authorization: "Bearer ••••" },
    });
    expect(exchanges[0]?.requestBody).toContain("A heron");
    expect(codeOf(body)).toContain('import { createArk } from "@seedream-clients/ark"');
    expect(codeOf(body)).toContain("  seed: 7,");
  });

  it("is one studio's at a time", async () => {
    await expect(openStudio({ port: 0, data, simulator })).rejects.toThrow("STUDIO_DATA");
  });
});

describe("a studio that stopped", () => {
  it("takes up the task that ran", async () => {
    await simulator.close();
    simulator = await serveSimulator({ latency: 2000 });
    await restart();
    const body = JSON.stringify({ provider: "apimart-simulated", request: { prompt: "A heron" } });
    const headers = { "content-type": "application/json" };
    void fetch(`${studio.url}/api/generate`, { method: "POST", headers, body }).catch(() => {});
    // The first is told before the provider has answered with the task.
    const progress = async () => (await list())[0]?.events.filter(({ type }) => type === "progress").length;
    await expect.poll(progress).toBeGreaterThan(1);
    await restart();
    await expect.poll(async () => (await list())[0]?.events.at(-1)?.type).toBe("completed");
    const [run] = await list();
    expect(run?.events.filter(({ type }) => type === "image")).toHaveLength(1);
    expect(simulator.simulator.calls.filter(({ operation }) => operation !== "getTask")).toHaveLength(1);
    expect((await fetch(`${studio.url}/api/image/${run?.id}.0`)).status).toBe(200);
  }, 30_000);

  it("says so of a run that has no task", async () => {
    const watched = await generate(studio, { count: 15 });
    await expect.poll(async () => (await list())[0]?.events.some(({ type }) => type === "image")).toBe(true);
    await restart();
    await watched.body?.cancel().catch(() => {});
    const [run] = await list();
    expect(run?.events.at(-1)).toMatchObject({ type: "failed", error: { charged: "unknown" }, isResumable: false });
  });
});
