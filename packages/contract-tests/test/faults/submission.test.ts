import {
  AbortedError,
  ConnectionError,
  OutcomeUnknownError,
  SeedreamError,
  TimeoutError,
} from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import { callClient, methods } from "../../src/call-client.ts";
import { html } from "../../src/faults/bodies.ts";
import { drops, failures, redirects, unknownOutcomes } from "../../src/faults/faults.ts";
import {
  destroy,
  noResponse,
  requestId,
  respond,
  respondEndless,
  respondInChunks,
  respondRaw,
  respondStatus,
} from "../../src/faults/handlers.ts";
import { openFaultServer } from "../../src/faults/open-fault-server.ts";
import { apimart, arkWhole, type Subject, subjects } from "../../src/faults/subjects.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, type VirtualClock, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
const calls = subjects.flatMap((subject) => methods.map((method) => ({ name: subject.name, subject, method })));

describe.each(calls)("sends exactly one submission: $name, $method()", ({ subject, method }) => {
  const create = (clock: VirtualClock) => subject.create({ baseURL: server().origin, clock });

  it.each(unknownOutcomes)("when $name", async ({ damage }) => {
    const log = await server().respondWith(damage(subject.submission), ...subject.polls);
    const clock = virtualClock();
    const client = create(clock);
    const { error } = await callClient(client, method, subject.request, { clientRequestId: "call-1" });
    expect(await log.posts()).toBe(1);
    expect(await log.requests()).toMatchObject([{ method: "POST" }]);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      provider: client.provider,
      charged: "unknown",
      retryable: false,
      images: [],
      clientRequestId: "call-1",
    });
    expect(String(error)).toContain("call-1");
    expect(clock.pending).toBe(0);
  });

  it.each(unknownOutcomes.filter(({ headers }) => headers))(
    "and reports the request id when $name",
    async ({ damage }) => {
      await server().respondWith(damage(subject.submission), ...subject.polls);
      const { error } = await callClient(create(virtualClock()), method, subject.request);
      expect(error).toMatchObject({ requestId, message: expect.stringContaining(requestId) });
    },
  );

  it.each(redirects)("when the status is %i, and does not follow the redirect", async (code) => {
    const elsewhere = await openFaultServer();
    try {
      const target = await elsewhere.respondWith(respond(subject.submission));
      const log = await server().respondWith(respond(html("moved"), code, { location: `${elsewhere.origin}/images` }));
      const { error } = await callClient(create(virtualClock()), method, subject.request);
      expect(await log.posts()).toBe(1);
      expect(await log.requests()).toMatchObject([{ method: "POST" }]);
      expect(await target.requests()).toEqual([]);
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({ charged: "unknown", retryable: false });
      expect(String(error)).toContain(elsewhere.origin);
    } finally {
      await elsewhere.close();
    }
  });

  it("and reports the request id of a redirect", async () => {
    await server().respondWith(respondStatus(307, { location: "https://elsewhere.example/" }));
    const { error } = await callClient(create(virtualClock()), method, subject.request);
    expect(error).toMatchObject({ requestId });
  });

  const hangInBody = respondInChunks(subject.submission, [subject.submission.text.slice(0, 20)], "hang");

  it.each([
    {
      name: "the total time-out expires before the headers",
      handler: noResponse,
      ms: timeouts.total,
      option: "timeout.total",
    },
    { name: "the total time-out expires inside the body", handler: hangInBody, ms: timeouts.total, option: "timeout." },
    {
      name: "the idle time-out expires inside the body",
      handler: hangInBody,
      ms: timeouts.idle,
      option: "timeout.idle",
    },
  ])("when $name", async ({ handler, ms, option }) => {
    const log = await server().respondWith(handler);
    const clock = virtualClock();
    const call = callClient(create(clock), method, subject.request);
    await log.received();
    if (handler === hangInBody) await untilReading(clock);
    clock.advance(ms);
    const { error } = await call;
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ charged: "unknown", retryable: false, message: expect.stringContaining(option) });
    expect(error instanceof Error && error.cause).toBeInstanceOf(TimeoutError);
    expect(await log.posts()).toBe(1);
    expect(clock.pending).toBe(0);
    await log.closed();
  });

  it.each([
    { name: "before the headers", handler: noResponse },
    { name: "inside the body", handler: hangInBody },
  ])("when the caller aborts $name", async ({ handler }) => {
    const log = await server().respondWith(handler);
    const clock = virtualClock();
    const controller = new AbortController();
    const call = callClient(create(clock), method, subject.request, { signal: controller.signal });
    await log.received();
    if (handler === hangInBody) await untilReading(clock);
    controller.abort();
    const { error } = await call;
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ charged: "unknown" });
    expect(await log.posts()).toBe(1);
    expect(clock.pending).toBe(0);
    await log.closed();
  });
});

/** Waits until the client reads the body, and sets the idle time-out besides the total one. */
async function untilReading(clock: VirtualClock): Promise<void> {
  await expect.poll(() => clock.pending, { interval: 1, timeout: 10_000 }).toBe(2);
}

it("cancels the body of a redirect", async () => {
  const log = await server().respondWith(respondEndless(307, { location: "https://elsewhere.example/" }));
  await callClient(arkWhole.create({ baseURL: server().origin }), "generate", arkWhole.request);
  await within(log.closed(), "the connection of a redirect");
});

describe("sends at most one submission", () => {
  it.each([
    { name: "when it opens", moment: "open" },
    { name: "at its first bytes", moment: "first bytes" },
  ] as const)("when the server closes the connection $name", async ({ moment }) => {
    const log = await server().respondWith(respondStatus(500));
    await server().closeConnectionsOn(moment);
    const client = arkWhole.create({ baseURL: server().origin, clock: virtualClock() });
    // Too large for the buffers of the sockets, so that the client is still sending when the connection closes.
    const bytes = new Uint8Array(6 * 2 ** 20);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { error } = await callClient(client, "generate", { ...arkWhole.request, images: bytes });
    expect(await log.posts()).toBeLessThanOrEqual(1);
    expect(SeedreamError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ retryable: false, charged: "unknown" });
  });

  it("per call, when the server closes kept-alive connections between calls", async () => {
    const client = arkWhole.create({ baseURL: server().origin, clock: virtualClock() });
    for (let call = 0; call < 20; call++) {
      const log = await server().respondWith([...respond(arkWhole.submission), { step: "finish" }, ...destroy]);
      const { error } = await callClient(client, "generate", arkWhole.request);
      expect(await log.posts()).toBeLessThanOrEqual(1);
      if (error) expect(error).toBeInstanceOf(OutcomeUnknownError);
      else expect(await log.posts()).toBe(1);
    }
  });

  it.each(["read", "write"])("when the network fails during a %s", async (syscall) => {
    const failure = Object.assign(new Error("no route"), { code: "EHOSTUNREACH", syscall });
    let calls = 0;
    const fetch = async () => {
      calls++;
      throw new TypeError("fetch failed", { cause: failure });
    };
    const { error } = await callClient(arkWhole.create({ fetch, clock: virtualClock() }), "generate", arkWhole.request);
    expect(calls).toBe(1);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
  });
});

describe("with an idempotency key, several submissions make one task", () => {
  const good = apimart.submission;

  it.each([...drops, ...failures])("when $name", async ({ damage }) => {
    const log = await server().respondWith(damage(good), respond(good), ...apimart.polls);
    const client = apimart.create({ baseURL: server().origin, clock: virtualClock() });
    const { result, error } = await callClient(client, "generate", apimart.request, { idempotencyKey: "order-7" });
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ images: [{ ok: true }], task: { id: "task_01KA040M0HP1" } });
    const [first, second] = await log.requests();
    expect(await log.posts()).toBe(2);
    expect([first, second].map((sent) => sent?.headers["idempotency-key"])).toEqual(["order-7", "order-7"]);
    expect(second?.body).toBe(first?.body);
  });

  it("when the socket is closed inside a response without a request id", async () => {
    const log = await server().respondWith(
      respondRaw('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"code"'),
      respond(good),
      ...apimart.polls,
    );
    const client = apimart.create({ baseURL: server().origin, clock: virtualClock() });
    const { error } = await callClient(client, "generate", apimart.request, { idempotencyKey: "order-7" });
    expect(error).toBeUndefined();
    expect(await log.posts()).toBe(2);
  });

  it("but a call without a key sends one submission", async () => {
    const subject: Subject = apimart;
    const log = await server().respondWith(
      drops[0]?.damage(good) ?? respondStatus(500),
      respond(good),
      ...subject.polls,
    );
    await callClient(subject.create({ baseURL: server().origin, clock: virtualClock() }), "generate", subject.request);
    expect(await log.posts()).toBe(1);
    expect((await log.requests())[0]?.headers["idempotency-key"]).toBeUndefined();
  });
});
