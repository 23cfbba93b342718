import { describe, expect, it } from "vitest";
import type { Hooks, RequestNotice } from "../../src/contract/options.ts";
import type { TaskHandle } from "../../src/contract/task.ts";
import { answer, createFake, json, key, pieces, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";
import { systemError } from "./open-transport.ts";

type Seen = [hook: keyof Hooks, notice: RequestNotice];

/** Hooks that record their notices. */
function recording(seen: Seen[] = []) {
  const hooks = {
    onRequest: (notice) => seen.push(["onRequest", notice]),
    onResponse: (notice) => seen.push(["onResponse", notice]),
    onRetry: (notice) => seen.push(["onRetry", notice]),
  } satisfies Hooks;
  return { seen, hooks };
}

const called = (seen: readonly Seen[]) => seen.map(([hook, { operation, attempt }]) => [hook, operation, attempt]);

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events);
}

const limited = () => json({ error: { code: "RateLimitExceeded", message: "slow down" } }, { status: 429 });
const submitted = () => json({ id: "task_1" });
const done = () => json({ status: "completed", url: "https://files.test/1.png" });
const handle: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };
const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0]);

describe("hooks", () => {
  it("tell a fetch which of several calls it serves", async () => {
    let notice: RequestNotice | undefined;
    const served: unknown[] = [];
    const client = createFake({
      onRequest: (next) => {
        notice = next;
      },
      fetch: async (_, init) => {
        served.push([notice?.clientRequestId, JSON.parse(String(init?.body)).prompt]);
        return json(answer);
      },
    });
    const ids = ["first", "second", "third"];
    await Promise.all(ids.map((id) => client.generate({ ...request, prompt: id }, { clientRequestId: id })));
    expect(served).toEqual(ids.map((id) => [id, id]));
  });

  it("get each attempt, its response, and the reason of its repeat", async () => {
    const clock = virtualClock();
    const { seen, hooks } = recording();
    const { fetch } = scripted(limited(), async () => {
      await clock.advance(70);
      return json(answer, { headers: { "x-request-id": "r2" } });
    });
    const client = createFake({ fetch, clock, random: () => 0, ...hooks });
    const result = client.generate(request, { clientRequestId: "mine" });
    await clock.advance(500);
    await result;
    const first = {
      provider: "fake",
      clientRequestId: "mine",
      operation: "submit",
      attempt: 1,
      method: "POST",
      url: "https://api.test/v1/images",
    };
    const second = { ...first, attempt: 2 };
    expect(seen).toEqual([
      ["onRequest", first],
      ["onResponse", { ...first, status: 429, requestId: undefined, duration: 0 }],
      ["onRetry", { ...first, wait: 500, reason: "HTTP 429" }],
      ["onRequest", second],
      ["onResponse", { ...second, status: 200, requestId: "r2", duration: 70 }],
    ]);
  });

  it("get no response if none came", async () => {
    const clock = virtualClock();
    const { seen, hooks } = recording();
    const { fetch } = scripted(systemError("ECONNREFUSED", "connect"), json(answer));
    const result = createFake({ fetch, clock, ...hooks }).generate(request);
    await clock.advance(500);
    await result;
    expect(called(seen)).toEqual([
      ["onRequest", "submit", 1],
      ["onRetry", "submit", 1],
      ["onRequest", "submit", 2],
      ["onResponse", "submit", 2],
    ]);
  });

  it("get a response before its body is read", async () => {
    const clock = virtualClock();
    const { seen, hooks } = recording();
    const { fetch } = scripted(pieces(['{"data":'], "stall"));
    const result = settled(createFake({ fetch, clock, ...hooks }).generate(request));
    await clock.advance(0);
    expect(called(seen)).toEqual([
      ["onRequest", "submit", 1],
      ["onResponse", "submit", 1],
    ]);
    await clock.advance(1e6);
    expect(await result).toMatchObject({ name: "OutcomeUnknownError" });
    expect(seen).toHaveLength(2);
  });

  it("name uploads, the submission and each poll, all with the id of the call", async () => {
    const clock = virtualClock();
    const { seen, hooks } = recording();
    const { fetch } = scripted(
      json({ url: "https://files.test/up.png" }),
      submitted(),
      json({ status: "running" }),
      done(),
    );
    const result = createFakeTasks({ fetch, clock }).generate({ ...request, images: png }, hooks);
    await clock.advance(10_000);
    await result;
    const requests = seen.flatMap(([hook, notice]) => (hook === "onRequest" ? [notice] : []));
    expect(requests.map(({ operation, method, url, attempt }) => [operation, method, url, attempt])).toEqual([
      ["upload", "POST", "https://api.test/v1/uploads", 1],
      ["submit", "POST", "https://api.test/v1/images", 1],
      ["poll", "GET", "https://api.test/v1/tasks/task_1", 1],
      ["poll", "GET", "https://api.test/v1/tasks/task_1", 1],
    ]);
    const ids = seen.map(([, { clientRequestId }]) => clientRequestId);
    expect(new Set(ids)).toEqual(new Set([(await result).clientRequestId]));
  });

  it("name raw calls, with any status", async () => {
    const { seen, hooks } = recording();
    const { fetch } = scripted(new Response("", { status: 404 }));
    await createFake({ fetch, ...hooks }).api.POST("/images", { body: { model: "m", prompt: "p" } });
    expect(called(seen)).toEqual([
      ["onRequest", "raw", 1],
      ["onResponse", "raw", 1],
    ]);
    expect(seen[1]?.[1]).toMatchObject({ status: 404, method: "POST", url: "https://api.test/v1/images" });
  });

  it("of the client are called before the hooks of the call", async () => {
    const order: string[] = [];
    const hooks = (name: string): Hooks => ({
      onRequest: () => order.push(`${name} onRequest`),
      onResponse: () => order.push(`${name} onResponse`),
      onRetry: () => order.push(`${name} onRetry`),
    });
    const clock = virtualClock();
    const { fetch } = scripted(limited(), json(answer));
    const result = createFake({ fetch, clock, ...hooks("client") }).generate(request, hooks("call"));
    await clock.advance(500);
    await result;
    expect(order).toEqual(
      ["onRequest", "onResponse", "onRetry", "onRequest", "onResponse"].flatMap((hook) => [
        `client ${hook}`,
        `call ${hook}`,
      ]),
    );
  });

  it.each<[string, (client: ReturnType<typeof createFakeTasks>, hooks: Hooks) => Promise<unknown>, string[]]>([
    ["submit()", (client, hooks) => client.submit(request, hooks), ["submit"]],
    ["task().get()", (client, hooks) => client.task(handle).get(hooks), ["poll"]],
    ["task().wait()", (client, hooks) => client.task(handle).wait(hooks), ["poll"]],
    ["stream()", (client, hooks) => readAll(client.stream(request, hooks)), ["submit", "poll"]],
  ])("may be given to %s", async (name, call, operations) => {
    const clock = virtualClock();
    const { seen, hooks } = recording();
    const { fetch } = name.startsWith("task") ? scripted(done()) : scripted(submitted(), done());
    const result = call(createFakeTasks({ fetch, clock }), hooks);
    await clock.advance(2000);
    await result;
    expect(called(seen)).toEqual(
      operations.flatMap((operation) => [
        ["onRequest", operation, 1],
        ["onResponse", operation, 1],
      ]),
    );
  });

  it.each(["onRequest", "onRetry"] as const)("may abort the call, which then sends nothing more: %s", async (hook) => {
    const { fetch, calls } = scripted(json({}, { status: 429 }), json(answer));
    const controller = new AbortController();
    const options = { signal: controller.signal, [hook]: () => controller.abort("enough") };
    const error = await settled(createFake({ fetch, clock: virtualClock() }).generate(request, options));
    expect(error).toMatchObject({ name: "AbortedError", charged: "no", cause: "enough" });
    expect(calls).toHaveLength(hook === "onRequest" ? 0 : 1);
  });

  it("are not called for a request that is refused before it is sent", async () => {
    const { seen, hooks } = recording();
    const client = createFake({ fetch: scripted(json(answer)).fetch, ...hooks });
    await settled(client.generate({ prompt: "" }));
    await settled(client.generate(request, { signal: AbortSignal.abort() }));
    await client.validate(request);
    expect(seen).toEqual([]);
  });

  it.each<[string, () => never | Promise<never>]>([
    [
      "throw",
      () => {
        throw new Error("mine");
      },
    ],
    ["reject", () => Promise.reject(new Error("mine"))],
  ])("that %s change nothing", async (_, hook) => {
    const clock = virtualClock();
    const { seen, hooks } = recording();
    const { fetch, calls } = scripted(limited(), json(answer));
    const failing: Hooks = { onRequest: hook, onResponse: hook, onRetry: hook };
    const result = createFake({ fetch, clock, random: () => 0, ...failing }).generate(request, hooks);
    await clock.advance(500);
    expect(await result).toMatchObject({ images: [{ ok: true }] });
    expect(calls).toHaveLength(2);
    // The hooks of the call are called all the same.
    expect(seen).toHaveLength(5);
  });

  it("cannot change the request or the notice of the next hook", async () => {
    const { seen, hooks } = recording();
    const { fetch, calls } = scripted(json(answer));
    const onRequest = (notice: RequestNotice) => Object.assign(notice, { url: "https://evil.test", method: "PUT" });
    await createFake({ fetch, onRequest }).generate(request, hooks);
    expect(calls).toMatchObject([{ url: "https://api.test/v1/images", method: "POST" }]);
    expect(seen.map(([, { url }]) => url)).toEqual(Array(2).fill("https://api.test/v1/images"));
  });
});

describe("a notice", () => {
  it("has no key, header or body", async () => {
    const clock = virtualClock();
    const { seen, hooks } = recording();
    const failure = Object.assign(new Error(`no route for Bearer ${key}`), { code: "ECONNREFUSED" });
    const echo = { headers: { "x-request-id": `r-${key}`, "x-more": "secret-header" } };
    const { fetch } = scripted(failure, json({ ...answer, note: "secret-body" }, echo));
    const client = createFake({ fetch, clock, headers: { "x-own": "secret-header" }, ...hooks });
    const result = client.generate({ prompt: "secret-body" }, { headers: { "x-mine": "secret-header" } });
    await clock.advance(500);
    await result;
    const names = new Set(seen.flatMap(([, notice]) => Object.keys(notice)));
    expect([...names].sort()).toEqual([
      "attempt",
      "clientRequestId",
      "duration",
      "method",
      "operation",
      "provider",
      "reason",
      "requestId",
      "status",
      "url",
      "wait",
    ]);
    const text = JSON.stringify(seen);
    expect(text).not.toContain(key);
    expect(text).not.toContain("secret");
    expect(text).toContain("r-[key]");
  });

  it("has no key even if the address has it", async () => {
    const { seen, hooks } = recording();
    const { fetch, calls } = scripted(json(answer));
    await createFake({ fetch, baseURL: `https://gateway.test/${key}/v1`, ...hooks }).generate(request);
    expect(calls[0]?.url).toContain(key);
    expect(seen.map(([, { url }]) => url)).toEqual(Array(2).fill("https://gateway.test/[key]/v1/images"));
  });
});
