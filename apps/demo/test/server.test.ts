import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listen, PortTakenError } from "../server/listen.ts";
import type { ProviderInfo, RunEvent, RunPage, RunRecord } from "../server/messages.ts";
import { providerNames } from "../server/providers.ts";
import type { Studio } from "../server/studio.ts";
import { eventsIn } from "../src/events-in.ts";
import { eventsOf, generate, openTestStudio, statusOf } from "./studio.ts";

let studio: Studio;

beforeEach(async () => {
  studio = await openTestStudio({ latency: 20 });
});

afterEach(() => studio.close());

async function runs(): Promise<readonly RunRecord[]> {
  const page: RunPage = await (await fetch(`${studio.url}/api/runs`)).json();
  return page.runs;
}

const simulated = providerNames.map((name) => [`${name}-simulated`, false]);

describe("providers", () => {
  it("offers the simulator where there is no key", async () => {
    const providers: ProviderInfo[] = await (await fetch(`${studio.url}/api/providers`)).json();
    expect(providers.map(({ id, live }) => [id, live])).toEqual(simulated);
    expect(providers[0]?.catalogue.models.map(({ name }) => name)).toContain("seedream-4.5");
  });

  it("offers the provider beside it where there is one, and tells nobody the key", async () => {
    const live = await openTestStudio({ environment: { ARK_API_KEY: "secret-of-the-test" } });
    const text = await (await fetch(`${live.url}/api/providers`)).text();
    await live.close();
    const providers: ProviderInfo[] = JSON.parse(text);
    expect(providers.map(({ id, live }) => [id, live])).toEqual([...simulated, ["ark-live", true]]);
    expect(text).not.toContain("secret-of-the-test");
  });
});

describe("generate", () => {
  it("tells each image as it arrives, and serves it", async () => {
    const events = await eventsOf(await generate(studio, { count: 3, size: { aspectRatio: "16:9" } }));
    const types = events.map(({ type }) => type).filter((type) => type !== "progress");
    expect(types).toEqual(["started", "image", "image", "image", "completed"]);
    const image = events.find((event) => event.type === "image");
    expect(image).toMatchObject({ index: 0, width: 2848, height: 1600, mediaType: "image/jpeg" });
    expect(events.at(-1)).toMatchObject({ cost: { amount: 0.75, currency: "CNY" }, warnings: [] });
    const response = await fetch(studio.url + image?.url);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xff, 0xd8, 0xff]));
  });

  it("tells progress that ends before the result", async () => {
    const events = await eventsOf(await generate(studio, { count: 2 }));
    const progress = events.flatMap((event) => (event.type === "progress" ? [[event.status, event.fraction]] : []));
    expect(progress).toEqual([
      ["submitted", 0],
      ["running", 0.5],
      ["running", 0.99],
      ["completed", 1],
    ]);
  });

  it("ends in failure where every image failed", async () => {
    const events = await eventsOf(await generate(studio, { prompt: "[scenario:one-image-blocked] a kite" }));
    const types = events.map(({ type }) => type).filter((type) => type !== "progress");
    expect(types).toEqual(["started", "image-failed", "failed"]);
    expect(events.at(-1)).toMatchObject({ error: { name: "ContentPolicyError", charged: "no" }, isResumable: false });
  });

  it("tells what breaks a rule of the model, and sends nothing", async () => {
    const events = await eventsOf(await generate(studio, { size: "1500x1500" }));
    expect(events.at(-1)).toMatchObject({
      type: "failed",
      error: {
        name: "InvalidRequestError",
        message: "size 1500x1500 has 2,250,000 pixels; seedream-4.5 on ark accepts 3,686,400 to 16,777,216",
        charged: "no",
      },
    });
    expect(studio.simulator.simulator.calls).toEqual([]);
  });

  it("tells what the provider says, in fields", async () => {
    const events = await eventsOf(await generate(studio, { prompt: "[scenario:insufficient-balance]" }));
    expect(events.at(-1)).toMatchObject({
      type: "failed",
      error: { name: "PaymentRequiredError", status: 403, code: "AccountOverdueError", charged: "no" },
    });
    expect(JSON.stringify(events.at(-1))).not.toContain("[ark");
  });

  it("sends files as what they are, whatever they are called", async () => {
    const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await eventsOf(await generate(studio, { images: [`data:application/octet-stream;base64,${png}`] }));
    expect(JSON.stringify(studio.simulator.simulator.calls[0]?.body)).toContain(`data:image/png;base64,${png}`);
  });

  it("finishes a run that nobody watches any more", async () => {
    const leaving = new AbortController();
    const response = await generate(studio, { count: 3 }, { signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    await expect.poll(async () => (await runs())[0]?.events.at(-1)?.type).toBe("completed");
    const [run] = await runs();
    const again = await eventsOf(await fetch(`${studio.url}/api/runs/${run?.id}`));
    expect(again).toEqual(run?.events);
  });

  it("ends a run that is cancelled, and keeps its images", async () => {
    const slow = await openTestStudio({ latency: 2000 });
    try {
      const events: RunEvent[] = [];
      const cancel = () => {
        const [started] = events;
        const id = started?.type === "started" ? started.run : "";
        return fetch(`${slow.url}/api/cancel/${id}`, { method: "POST" });
      };
      for await (const event of eventsIn(await generate(slow, { count: 15 }))) {
        events.push(event);
        if (event.type === "image") await cancel();
      }
      expect(events.at(-1)).toMatchObject({ type: "failed", error: { name: "AbortedError", charged: "unknown" } });
      const image = events.find((event) => event.type === "image");
      expect((await fetch(slow.url + image?.url)).status).toBe(200);
    } finally {
      await slow.close();
    }
  });

  it("refuses what is no request, with the field and its form", async () => {
    const refusal = async (body: string, type = "application/json") => {
      const init = { method: "POST", headers: { "content-type": type }, body };
      const response = await fetch(`${studio.url}/api/generate`, init);
      return [response.status, (await response.json()).error.message];
    };
    expect(await refusal("{")).toEqual([400, expect.any(String)]);
    expect(await refusal("{}", "text/plain")).toEqual([415, expect.stringContaining("application/json")]);
    expect(await refusal('{"provider":"nobody","request":{"prompt":"a"}}')).toEqual([
      404,
      expect.stringContaining('"nobody"'),
    ]);
    const wrong = '{"provider":"ark-simulated","request":{"prompt":"a","count":"3"}}';
    expect(await refusal(wrong)).toEqual([400, 'request.count is "3"; it must be a number']);
  });
});

describe("what is kept out", () => {
  const body = JSON.stringify({ provider: "ark-simulated", request: { prompt: "A heron" } });

  it.each([
    ["a page of another site", { origin: "https://elsewhere.example" }],
    ["a page of another port", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["a browser that says so", { "sec-fetch-site": "cross-site" }],
    ["another port, as a browser says it", { "sec-fetch-site": "same-site" }],
  ])("%s", async (_, headers) => {
    const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body };
    const response = await fetch(`${studio.url}/api/generate`, init);
    expect(response.status).toBe(403);
    expect(studio.simulator.simulator.calls).toEqual([]);
  });

  it("a name that was made to point here", async () => {
    expect(await statusOf(`${studio.url}/`, { host: "elsewhere.example" })).toBe(403);
    expect(await statusOf(`${studio.url}/api/providers`, { host: "127.0.0.1.elsewhere.example" })).toBe(403);
    const { port } = new URL(studio.url);
    expect(await statusOf(`${studio.url}/api/providers`, { host: `localhost:${port}` })).toBe(200);
  });

  it("bodies over 64 MB", async () => {
    const response = await generate(studio, { prompt: "a".repeat(64 * 2 ** 20) });
    expect(response.status).toBe(413);
    expect((await response.json()).error.message).toContain("larger than 64 MB");
  });

  it("code from elsewhere, by policy", async () => {
    const { headers } = await fetch(studio.url);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
  });

  it("paths out of the page's folder", async () => {
    expect(await statusOf(`${studio.url}/..%2fpackage.json`, {})).toBe(404);
    expect(await statusOf(`${studio.url}/api/image/no.0`, {})).toBe(404);
  });
});

describe("ports", () => {
  it("takes the next where one is taken, and says so where it was asked for", async () => {
    const taken = createServer();
    const port = await listen(taken, 0);
    const next = createServer();
    expect(await listen(next, undefined, port)).toBeGreaterThan(port);
    await expect(listen(createServer(), port)).rejects.toThrow(PortTakenError);
    taken.close();
    next.close();
  });
});
