import { createServer } from "node:http";
import { ServerError } from "@seedream-clients/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProviderInfo } from "../server/messages.ts";
import { listen, UsageError } from "../server/node/listen.ts";
import type { Studio } from "../server/node/open-studio.ts";
import { providerNames } from "../server/providers.ts";
import { explain } from "../src/errors/explain.ts";
import { languages } from "../src/words/words.ts";
import { clientOf, generate, newId, openTestStudio, runsOf, statusOf } from "./studio.ts";

let studio: Studio;

beforeEach(async () => {
  studio = await openTestStudio({ latency: 20 });
});

afterEach(() => studio.close());

describe("providers", () => {
  it("offers all of them on the simulator, and live those with a key, but reveals no key", async () => {
    const live = await openTestStudio({ environment: { ARK_API_KEY: "secret-of-the-test" } });
    const text = await (await fetch(`${live.url}/api/providers`)).text();
    await live.close();
    const providers: ProviderInfo[] = JSON.parse(text);
    expect(providers.map(({ name }) => name)).toEqual(providerNames);
    expect(providers.filter(({ hasKey }) => hasKey).map(({ name }) => name)).toEqual(["ark"]);
    expect(providers[0]?.catalogue.models.map(({ name }) => name)).toContain("seedream-4.5");
    expect(text).not.toContain("secret-of-the-test");
  });
});

describe("a run", () => {
  it("reports each image as it arrives, and serves it", async () => {
    const events = await generate(studio, { count: 3, size: { aspectRatio: "16:9" } });
    const images = events.filter((event) => event.type === "image");
    expect(new Set(images.map(({ index }) => index))).toEqual(new Set([0, 1, 2]));
    const facts = { width: 2848, height: 1600, mediaType: "image/jpeg" };
    expect(images[0]).toMatchObject({ index: 0, image: facts });
    const result = { cost: { amount: 0.75, currency: "CNY" }, warnings: [] };
    expect(events.at(-1)).toMatchObject({ type: "completed", result });
    const response = await fetch(String(images[0]?.image.url));
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xff, 0xd8, 0xff]));
  });

  it("is started once, however often its id is sent", async () => {
    const id = newId();
    await Promise.all([generate(studio, {}, { id }), generate(studio, {}, { id })]);
    expect(studio.simulator.simulator.calls).toHaveLength(1);
  });

  it("fails at once and free of charge if every image failed", async () => {
    const events = await generate(studio, { prompt: "[scenario:one-image-blocked] a kite" });
    expect(events.at(-1)).toMatchObject({ type: "error", error: { name: "ContentPolicyError", charged: "no" } });
  });

  it("is refused with the rule of the model that it breaks, and not sent", async () => {
    const events = await generate(studio, { size: "1500x1500" });
    expect(events.at(-1)).toMatchObject({
      type: "error",
      error: {
        name: "InvalidRequestError",
        message: expect.stringContaining(
          "size 1500x1500 has 2,250,000 pixels; seedream-4.5 on ark accepts 3,686,400 to 16,777,216",
        ),
        charged: "no",
      },
    });
    expect(studio.simulator.simulator.calls).toEqual([]);
  });

  it("reports the error of a provider in fields, and stops no other run", async () => {
    const events = await generate(studio, { prompt: "[scenario:insufficient-balance]" });
    expect(events.at(-1)).toMatchObject({
      type: "error",
      error: { name: "PaymentRequiredError", status: 403, code: "AccountOverdueError", charged: "no" },
    });
    const { message, facts } = explain(Object(events.at(-1)).error, languages.en);
    expect(message).toBe("The account has an overdue balance; pay it and try again.");
    expect(facts).toContainEqual(["Code", "AccountOverdueError"]);
    const unexplained = new ServerError("It fell over", { provider: "ark", status: 500 });
    expect(explain(unexplained, languages.en).message).toBe("It fell over");
    expect((await generate(studio)).at(-1)).toMatchObject({ type: "completed" });
  });

  it("goes on when its page is gone", async () => {
    const id = newId();
    for await (const _ of clientOf(studio).stream({ prompt: "A", count: 3 }, { clientRequestId: id, keepRun: true }))
      break;
    await expect.poll(async () => (await runsOf(studio))[0]).toMatchObject({ facts: { id }, took: expect.any(Number) });
    expect((await runsOf(studio))[0]?.events.at(-1)?.type).toBe("completed");
  });

  it("keeps its images when it is cancelled, and other runs go on", async () => {
    const slow = await openTestStudio({ latency: 300 });
    try {
      const [id, other] = [newId(), newId()];
      const going = generate(slow, { count: 3 }, { id: other });
      const ending = generate(slow, { count: 15 }, { id });
      await expect.poll(async () => (await imagesOf(slow, id)).length, { interval: 100 }).toBeGreaterThan(0);
      await clientOf(slow).cancel(id);
      expect((await ending).at(-1)).toMatchObject({
        result: { interrupted: { name: "AbortedError", charged: "unknown" } },
      });
      expect((await going).at(-1)).toMatchObject({ type: "completed" });
      const [image] = await imagesOf(slow, id);
      expect((await fetch(`${slow.url}/api/runs/${id}/images/${image?.index}`)).status).toBe(200);
    } finally {
      await slow.close();
    }
  });
});

async function imagesOf(of: Studio, id: string) {
  const run = (await runsOf(of)).find(({ facts }) => facts.id === id);
  return run?.events.filter((event) => event.type === "image") ?? [];
}

describe("the studio refuses", () => {
  const body = JSON.stringify({ id: newId(), client: "ark-simulated", request: { prompt: "A heron" } });

  it.each([
    ["a page of another site", { origin: "https://elsewhere.example" }],
    ["a page of another port", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["a browser that says so", { "sec-fetch-site": "cross-site" }],
    ["another port, as a browser says it", { "sec-fetch-site": "same-site" }],
  ])("%s", async (_, headers) => {
    const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body };
    const response = await fetch(`${studio.url}/api/runs`, init);
    expect(response.status).toBe(403);
    expect(studio.simulator.simulator.calls).toEqual([]);
  });

  it("a foreign host name that leads to this machine", async () => {
    expect(await statusOf(`${studio.url}/`, { host: "elsewhere.example" })).toBe(403);
    expect(await statusOf(`${studio.url}/api/providers`, { host: "127.0.0.1.elsewhere.example" })).toBe(403);
    const { port } = new URL(studio.url);
    expect(await statusOf(`${studio.url}/api/providers`, { host: `localhost:${port}` })).toBe(200);
  });

  it("other machines", () => {
    expect(new URL(studio.url).hostname).toBe("127.0.0.1");
  });

  it("code from elsewhere, by policy", async () => {
    const { headers } = await fetch(studio.url);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
  });

  it("paths outside the page's folder", async () => {
    expect(await statusOf(`${studio.url}/..%2fpackage.json`, {})).toBe(404);
    expect(await statusOf(`${studio.url}/api/nothing`, {})).toBe(404);
  });
});

describe("ports", () => {
  it("takes the next port if one is taken, and throws if the taken one was asked for", async () => {
    const taken = createServer();
    const port = await listen(taken, 0);
    const next = createServer();
    expect(await listen(next, undefined, port)).toBeGreaterThan(port);
    await expect(listen(createServer(), port)).rejects.toThrow(UsageError);
    taken.close();
    next.close();
  });
});
