import { type ImageEvent, OutcomeUnknownError } from "@seedream-clients/core";
import type { SimulatorServer } from "@seedream-clients/simulator/server";
import { expect, test, vi } from "vitest";
import { toNodeHandler } from "../src/node.ts";
import { createWebClient, type WebClient } from "../src/page.ts";
import { createHandler, memoryRuns } from "../src/server.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import { keepingProxy } from "./keeping-proxy.ts";
import { arkOf, fetchOf, handlerOf, listen, open, openSimulator, submissionsOf } from "./servers.ts";

async function collect(events: AsyncIterable<ImageEvent>): Promise<ImageEvent[]> {
  const collected: ImageEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

/** Expects that each event of a group of four reaches the page once, although connections break. */
async function expectWholeGroup(client: WebClient, simulator: SimulatorServer) {
  const events = await collect(client.stream({ prompt: "Four postcards", count: 4 }));
  const indexes = events.flatMap((event) => (event.type === "image" ? [event.index] : []));
  expect(indexes).toEqual([0, 1, 2, 3]);
  expect(events.at(-1)?.type).toBe("completed");
  expect(submissionsOf(simulator)).toHaveLength(1);
}

test("continues at the same event when the connection is cut after the first image", async () => {
  const simulator = await openSimulator({ latency: 300 });
  const server = await listen(toNodeHandler(handlerOf(simulator)));
  let cuts = 0;
  const url = await cuttingProxy(server.port, ({ cut }, from, data) => {
    if (from === "page" || cuts > 0 || !data.includes('"type":"image","index":1')) return;
    cuts++;
    cut();
  });
  await expectWholeGroup(createWebClient({ url }), simulator);
  expect(cuts).toBe(1);
});

test("submits once when the connection is cut after the server has the POST", async () => {
  const simulator = await openSimulator({ latency: 300 });
  const server = await listen(toNodeHandler(handlerOf(simulator)));
  let cuts = 0;
  const url = await cuttingProxy(server.port, ({ number, cut }, from) => {
    if (from === "page" || number > 1) return;
    cuts++;
    cut();
  });
  await expectWholeGroup(createWebClient({ url }), simulator);
  expect(cuts).toBe(1);
});

test("submits once when a load balancer repeats the POST", async () => {
  const simulator = await openSimulator({ latency: 300 });
  const handler = handlerOf(simulator);
  const client = createWebClient({
    url: "http://app.test/seedream",
    async fetch(input, init) {
      if (init?.method === "POST") await handler(new Request(input, init));
      return handler(new Request(input, init));
    },
  });
  await expectWholeGroup(client, simulator);
});

test("reports an unknown outcome when the reconnection reaches an instance without the run", async () => {
  const simulator = await openSimulator({ latency: 300 });
  const [first, second] = [handlerOf(simulator), handlerOf(simulator)];
  let isCut = false;
  const client = createWebClient({
    url: "http://app.test/seedream",
    async fetch(input, init) {
      const response = await (isCut ? second : first)(new Request(input, init));
      if (init?.method !== "POST") return response;
      isCut = true;
      throw new TypeError("Failed to fetch");
    },
  });
  const error = await client.generate({ prompt: "A lighthouse" }).catch((cause: unknown) => cause);
  expect(OutcomeUnknownError.isInstance(error) && error).toMatchObject({ charged: "unknown", retryable: false });
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("reports an unknown outcome after a restart of the server", async () => {
  const simulator = await openSimulator({ latency: 300 });
  let handler = toNodeHandler(handlerOf(simulator));
  const server = await listen((request, response) => handler(request, response));
  const events = createWebClient({ url: server.url }).stream({ prompt: "Four postcards", count: 4 });
  const error = await (async () => {
    for await (const event of events) {
      if (event.type !== "image") continue;
      handler = toNodeHandler(handlerOf(simulator));
      server.server.closeAllConnections();
    }
  })().catch((cause: unknown) => cause);
  expect(OutcomeUnknownError.isInstance(error) && error).toMatchObject({
    charged: "unknown",
    images: [{ mediaType: "image/jpeg" }],
  });
});

test("sends a comment at once, and tells proxies not to buffer or compress the stream", async () => {
  const simulator = await openSimulator();
  const response = await handlerOf(simulator)(
    new Request("http://app.test/runs", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ id: "0123456789abcdef", request: { prompt: "A lighthouse" } }),
    }),
  );
  expect(response.headers.get("cache-control")).toContain("no-transform");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(":\n\n");
  await reader?.cancel();
});

test("polls through a proxy that buffers responses until they end", { timeout: 30_000 }, async () => {
  const simulator = await openSimulator({ latency: 8_000 });
  const server = await listen(toNodeHandler(handlerOf(simulator)));
  const { url, kept } = await keepingProxy(server.url);
  const events: number[] = [];
  const start = Date.now();
  for await (const event of createWebClient({ url }).stream({ prompt: "A lighthouse" })) {
    if (event.type === "progress") events.push(Date.now() - start);
  }
  expect(events[0]).toBeLessThan(8_000);
  expect(kept.filter((line) => line.startsWith("GET application/json")).length).toBeGreaterThan(0);
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("keeps the run when the page is gone, and shows all of it after a reload", async () => {
  const simulator = await openSimulator({ latency: 300 });
  const store = memoryRuns();
  const server = await listen(toNodeHandler(handlerOf(simulator, { store })));
  const client = createWebClient({ url: server.url });
  const id = "0123456789abcdef";
  for await (const event of client.stream({ prompt: "Two", count: 2 }, { clientRequestId: id, keepRun: true })) {
    if (event.type === "progress") break;
  }
  const events = await collect(createWebClient({ url: server.url }).resume(id));
  expect(events.map(({ type }) => type).filter((type) => type !== "progress")).toEqual(["image", "image", "completed"]);
  expect(submissionsOf(simulator)).toHaveLength(1);
});

test("shares the runs of a module that is evaluated twice, as Next does", async () => {
  const simulator = await openSimulator({ latency: 300 });
  const settings = { ...open, client: arkOf(simulator) };
  const first = createHandler(settings);
  vi.resetModules();
  const again = await import("../src/server.ts");
  expect(again.createHandler).not.toBe(createHandler);
  const second = again.createHandler(settings);
  const id = "module-evaluated-twice";
  for await (const event of createWebClient({ url: "http://app.test/api", fetch: fetchOf(first) }).stream(
    { prompt: "A lighthouse" },
    { clientRequestId: id, keepRun: true },
  )) {
    if (event.type === "progress") break;
  }
  const events = await collect(createWebClient({ url: "http://app.test/api", fetch: fetchOf(second) }).resume(id));
  expect(events.at(-1)?.type).toBe("completed");
});
