import { AbortedError, ConnectionError, RateLimitError, ServerError } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { countAbortListeners } from "../../src/faults/abort-listeners.ts";
import { task } from "../../src/faults/bodies.ts";
import { refusals } from "../../src/faults/faults.ts";
import { pause, respond, respondInChunks, respondStatus } from "../../src/faults/handlers.ts";
import { openFaultServer } from "../../src/faults/open-fault-server.ts";
import { apimart, arkWhole, subjects } from "../../src/faults/subjects.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();

describe.each(subjects)("retries a request that was not accepted: $name", (subject) => {
  it.each(refusals)("after $name", async ({ handler, wait }) => {
    const log = await server().respondWith(handler, respond(subject.submission), ...subject.polls);
    const clock = virtualClock();
    const client = subject.create({ baseURL: server().origin, clock });
    const { result, error } = await callClient(client, "generate", subject.request);
    expect(error).toBeUndefined();
    expect(result?.images[0]).toMatchObject({ ok: true });
    expect(await log.posts()).toBe(2);
    const [first, second] = await log.requests();
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["x-client-request-id"]).toBe(first?.headers["x-client-request-id"]);
    if (wait !== undefined) expect(clock.waits[0]).toBe(wait);
    expect(clock.pending).toBe(0);
  });

  it("after a refused connection", async () => {
    const { port, origin, close } = await openFaultServer();
    await close();
    const reopened: ReturnType<typeof openFaultServer>[] = [];
    const client = subject.create({
      baseURL: origin,
      clock: virtualClock(),
      async onRetry() {
        const opening = openFaultServer(port);
        reopened.push(opening);
        await (await opening).respondWith(respond(subject.submission), ...subject.polls);
      },
      maxRetries: 5,
    });
    // The first retry may come before the server is open; a later one reaches it.
    const { result } = await callClient(client, "generate", subject.request);
    expect(result?.images[0]).toMatchObject({ ok: true });
    for (const opening of await Promise.allSettled(reopened)) {
      if (opening.status === "fulfilled") await opening.value.close();
    }
  });

  it("maxRetries times while the host name does not resolve", async () => {
    const reasons: string[] = [];
    const clock = virtualClock();
    const client = subject.create({
      baseURL: "http://nowhere.invalid",
      clock,
      maxRetries: 3,
      onRetry: ({ reason }) => reasons.push(reason),
    });
    const { error } = await within(
      callClient(client, "generate", subject.request),
      "a host name that does not resolve",
    );
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ retryable: true, charged: "no" });
    expect(reasons).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it("no more than maxRetries times", async () => {
    const log = await server().respondWith(respondStatus(429, { "retry-after": "0" }));
    const client = subject.create({ baseURL: server().origin, clock: virtualClock() });
    const { error } = await callClient(client, "generate", subject.request, { maxRetries: 4 });
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryable: true, charged: "no" });
    expect(await log.posts()).toBe(5);
  });

  it.each(["31536000", "9".repeat(30), `1${"0".repeat(400)}`, "Fri, 31 Dec 9999 23:59:59 GMT"])(
    "but throws at once if Retry-After is beyond the deadline: %s",
    async (value) => {
      const log = await server().respondWith(respondStatus(503, { "retry-after": value }));
      const clock = virtualClock();
      const { error } = await callClient(
        subject.create({ baseURL: server().origin, clock }),
        "generate",
        subject.request,
      );
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ status: 503, retryable: true, charged: "no" });
      expect(await log.posts()).toBe(1);
      expect(clock.waits).toEqual([]);
      expect(clock.pending).toBe(0);
    },
  );
});

describe("never waits beyond the deadline", () => {
  const seconds = fc.oneof(fc.nat({ max: 90 }).map(String), fc.double({ min: 0, max: 30, noNaN: true }).map(String));
  const invalid = fc.constantFrom("", "-1", "soon", "1, 2", "1e3", "0x10", "Infinity", "NaN", "9".repeat(40));
  const date = fc.integer({ min: -100, max: 100 }).map((offset) => ({ offset }));
  const sequences = fc.array(
    fc.record({
      code: fc.constantFrom(429, 503),
      retryAfter: fc.oneof({ weight: 3, arbitrary: seconds }, invalid, date),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it("for any sequence of Retry-After headers", async () => {
    await fc.assert(
      fc.asyncProperty(sequences, fc.integer({ min: 1, max: 200_000 }), async (steps, ms) => {
        const total = ms + 0.0625;
        const clock = virtualClock({ timeouts: [total] });
        const begin = clock.now();
        const handlers = steps.map(({ code, retryAfter }) =>
          respondStatus(code, {
            "retry-after":
              typeof retryAfter === "string" ? retryAfter : new Date(begin + retryAfter.offset * 1000).toUTCString(),
          }),
        );
        const log = await server().respondWith(...handlers, respond(arkWhole.submission));
        const client = arkWhole.create({ baseURL: server().origin, clock, maxRetries: 20 });
        await within(
          callClient(client, "generate", arkWhole.request, { timeout: { ...timeouts, total } }),
          "a call with retries",
        );
        expect(clock.now() - begin).toBeLessThanOrEqual(total);
        expect(clock.waits.every((wait) => wait >= 0)).toBe(true);
        expect(await log.posts()).toBe(clock.waits.length + 1);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it("for any responses to polls", async () => {
    await fc.assert(
      fc.asyncProperty(sequences, fc.integer({ min: 1, max: 60_000 }), async (steps, ms) => {
        const total = ms + 0.0625;
        const clock = virtualClock({ timeouts: [total] });
        const begin = clock.now();
        const handlers = steps.map(({ code, retryAfter }) =>
          respondStatus(code, { "retry-after": typeof retryAfter === "string" ? retryAfter : "1" }),
        );
        const log = await server().respondWith(respond(apimart.submission), ...handlers, respond(task("processing")));
        const client = apimart.create({ baseURL: server().origin, clock });
        const { error } = await within(
          callClient(client, "generate", apimart.request, { timeout: { ...timeouts, total } }),
          "a call with polls",
        );
        expect(error).toMatchObject({ task: { id: "task_01KA040M0HP1" } });
        expect(clock.now() - begin).toBeLessThanOrEqual(total);
        expect(await log.posts()).toBe(1);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe("an abort ends a wait at once, and leaves no timer or listener", () => {
  it.each([
    { name: "after 429", subject: arkWhole, handlers: [respondStatus(429, { "retry-after": "60" })], task: false },
    { name: "after 503", subject: arkWhole, handlers: [respondStatus(503, { "retry-after": "60" })], task: false },
    { name: "between two polls", subject: apimart, handlers: [respond(apimart.submission)], task: true },
  ])("$name", async ({ subject, handlers, task: submitted }) => {
    const log = await server().respondWith(...handlers);
    const clock = virtualClock({ paused: true });
    const controller = new AbortController();
    const { signal } = controller;
    const listeners = countAbortListeners(signal);
    const client = subject.create({ baseURL: server().origin, clock });
    const call = callClient(client, "generate", subject.request, { signal });
    await expect.poll(() => clock.waits, { interval: 1, timeout: 10_000 }).toHaveLength(1);
    expect(listeners()).toBe(1);
    controller.abort(new Error("enough"));
    const { error } = await within(call, "an aborted wait");
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ charged: submitted ? "unknown" : "no", cause: expect.anything() });
    if (submitted) expect(error).toMatchObject({ task: { id: "task_01KA040M0HP1" } });
    expect(await log.requests()).toHaveLength(1);
    expect(clock.pending).toBe(0);
    expect(listeners()).toBe(0);
  });

  it("before the call, and sends nothing", async () => {
    const log = await server().respondWith(respond(arkWhole.submission));
    const clock = virtualClock();
    const signal = AbortSignal.abort();
    const listeners = countAbortListeners(signal);
    const client = arkWhole.create({ baseURL: server().origin, clock });
    const { error } = await callClient(client, "generate", arkWhole.request, { signal });
    expect(error).toMatchObject({ name: "AbortedError", charged: "no" });
    expect(await log.posts()).toBe(0);
    expect(clock.pending).toBe(0);
    expect(listeners()).toBe(0);
  });
});

it("a successful call leaves no timer or listener", async () => {
  for (const subject of subjects) {
    await server().respondWith(respond(subject.submission), ...subject.polls);
    const clock = virtualClock();
    const { signal } = new AbortController();
    const listeners = countAbortListeners(signal);
    const client = subject.create({ baseURL: server().origin, clock });
    expect(await callClient(client, "stream", subject.request, { signal })).toHaveProperty("result");
    expect(clock.pending).toBe(0);
    expect(listeners()).toBe(0);
  }
});

it("pauses between polls even if Retry-After is 0", async () => {
  const enough = 100;
  const refused = Array.from({ length: enough }, () => respondStatus(503, { "retry-after": "0" }));
  const log = await server().respondWith(respond(apimart.submission), ...refused, ...apimart.polls);
  const clock = virtualClock();
  const client = apimart.create({ baseURL: server().origin, clock });
  await callClient(client, "generate", apimart.request);
  expect((await log.requests()).length).toBeLessThan(enough);
});

it.each(["total", "idle"] as const)(
  "a time-out longer than a timer can count does not end a call: %s",
  async (option) => {
    // Node shortens a timer that is too long to 1 ms, which passes during the pause.
    await server().respondWith(
      respondInChunks(arkWhole.submission, [" ", pause(20), arkWhole.submission.text], "complete"),
    );
    const client = arkWhole.create({ baseURL: server().origin, timeout: { [option]: 2 ** 31 } });
    const { error } = await callClient(client, "generate", arkWhole.request);
    expect(error).toBeUndefined();
  },
);
