import { getEventListeners } from "node:events";
import { AbortedError, ConnectionError, RateLimitError, ServerError } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { answer, broken, pause, status } from "../../src/faults/answer.ts";
import { refusals } from "../../src/faults/catalogue.ts";
import { openFaultServer } from "../../src/faults/fault-server.ts";
import { useFaultServer } from "../../src/faults/harness.ts";
import { apimart, arkWhole, subjects, task } from "../../src/faults/subject.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();

describe.each(subjects)("what was not accepted is sent again, $name", (subject) => {
  it.each(refusals)("after $name", async ({ fault, wait }) => {
    const played = server().play(fault, answer(subject.submitted), ...subject.followed);
    const clock = virtualClock();
    const client = subject.create({ baseURL: server().origin, clock });
    const { result, error } = await callClient(client, "generate", subject.request);
    expect(error).toBeUndefined();
    expect(result?.images[0]).toMatchObject({ ok: true });
    expect(played.posts).toBe(2);
    const [first, second] = played.received;
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
        (await opening).play(answer(subject.submitted), ...subject.followed);
      },
      maxRetries: 5,
    });
    // The first repeat may come before the server: those after it find it.
    const { result } = await callClient(client, "generate", subject.request);
    expect(result?.images[0]).toMatchObject({ ok: true });
    for (const opening of await Promise.allSettled(reopened)) {
      if (opening.status === "fulfilled") await opening.value.close();
    }
  });

  it("as often as maxRetries says, while the name does not resolve", async () => {
    const reasons: string[] = [];
    const clock = virtualClock();
    const client = subject.create({
      baseURL: "http://nowhere.invalid",
      clock,
      maxRetries: 3,
      onRetry: ({ reason }) => reasons.push(reason),
    });
    const { error } = await within(callClient(client, "generate", subject.request), "a name that does not resolve");
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ retryable: true, charged: "no" });
    expect(reasons).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it("never beyond maxRetries", async () => {
    const played = server().play(status(429, { "retry-after": "0" }));
    const client = subject.create({ baseURL: server().origin, clock: virtualClock() });
    const { error } = await callClient(client, "generate", subject.request, { maxRetries: 4 });
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryable: true, charged: "no" });
    expect(played.posts).toBe(5);
  });

  it.each(["31536000", "9".repeat(30), `1${"0".repeat(400)}`, "Fri, 31 Dec 9999 23:59:59 GMT"])(
    "not when it should wait beyond the deadline, and then at once: Retry-After: %s",
    async (value) => {
      const played = server().play(status(503, { "retry-after": value }));
      const clock = virtualClock();
      const { error } = await callClient(
        subject.create({ baseURL: server().origin, clock }),
        "generate",
        subject.request,
      );
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ status: 503, retryable: true, charged: "no" });
      expect(played.posts).toBe(1);
      expect(clock.waits).toEqual([]);
      expect(clock.pending).toBe(0);
    },
  );
});

describe("total waiting never exceeds the deadline", () => {
  const seconds = fc.oneof(fc.nat({ max: 90 }).map(String), fc.double({ min: 0, max: 30, noNaN: true }).map(String));
  const odd = fc.constantFrom("", "-1", "soon", "1, 2", "1e3", "0x10", "Infinity", "NaN", "9".repeat(40));
  const date = fc.integer({ min: -100, max: 100 }).map((offset) => ({ offset }));
  const steps = fc.array(
    fc.record({ code: fc.constantFrom(429, 503), retryAfter: fc.oneof({ weight: 3, arbitrary: seconds }, odd, date) }),
    { minLength: 1, maxLength: 12 },
  );

  it("whatever Retry-After says, in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 200_000 }), async (asked, ms) => {
        const total = ms + 0.0625;
        const clock = virtualClock({ timeouts: [total] });
        const begin = clock.now();
        const faults = asked.map(({ code, retryAfter }) =>
          status(code, {
            "retry-after":
              typeof retryAfter === "string" ? retryAfter : new Date(begin + retryAfter.offset * 1000).toUTCString(),
          }),
        );
        const played = server().play(...faults, answer(arkWhole.submitted));
        const client = arkWhole.create({ baseURL: server().origin, clock, maxRetries: 20 });
        await within(
          callClient(client, "generate", arkWhole.request, { timeout: { ...timeouts, total } }),
          "a refusal",
        );
        expect(clock.now() - begin).toBeLessThanOrEqual(total);
        expect(clock.waits.every((wait) => wait >= 0)).toBe(true);
        expect(played.posts).toBe(clock.waits.length + 1);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it("nor a wait for a task", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 60_000 }), async (asked, ms) => {
        const total = ms + 0.0625;
        const clock = virtualClock({ timeouts: [total] });
        const begin = clock.now();
        const faults = asked.map(({ code, retryAfter }) =>
          status(code, { "retry-after": typeof retryAfter === "string" ? retryAfter : "1" }),
        );
        const played = server().play(answer(apimart.submitted), ...faults, answer(task("processing")));
        const client = apimart.create({ baseURL: server().origin, clock });
        const { error } = await within(
          callClient(client, "generate", apimart.request, { timeout: { ...timeouts, total } }),
          "a task",
        );
        expect(error).toMatchObject({ task: { id: "task_01KA040M0HP1" } });
        expect(clock.now() - begin).toBeLessThanOrEqual(total);
        expect(played.posts).toBe(1);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe("an abort during a wait ends it at once, and leaves no timer and no listener", () => {
  it.each([
    { name: "after 429", subject: arkWhole, faults: [status(429, { "retry-after": "60" })], task: false },
    { name: "after 503", subject: arkWhole, faults: [status(503, { "retry-after": "60" })], task: false },
    { name: "between two looks at a task", subject: apimart, faults: [answer(apimart.submitted)], task: true },
  ])("$name", async ({ subject, faults, task: submitted }) => {
    const played = server().play(...faults);
    const clock = virtualClock({ paused: true });
    const controller = new AbortController();
    const { signal } = controller;
    const client = subject.create({ baseURL: server().origin, clock });
    const call = callClient(client, "generate", subject.request, { signal });
    await expect.poll(() => clock.waits, { interval: 1, timeout: 10_000 }).toHaveLength(1);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    controller.abort(new Error("enough"));
    const { error } = await within(call, "an aborted wait");
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ charged: submitted ? "unknown" : "no", cause: expect.anything() });
    if (submitted) expect(error).toMatchObject({ task: { id: "task_01KA040M0HP1" } });
    expect(played.received).toHaveLength(1);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("before the call, when nothing is sent", async () => {
    const played = server().play(answer(arkWhole.submitted));
    const clock = virtualClock();
    const signal = AbortSignal.abort();
    const client = arkWhole.create({ baseURL: server().origin, clock });
    const { error } = await callClient(client, "generate", arkWhole.request, { signal });
    expect(error).toMatchObject({ name: "AbortedError", charged: "no" });
    expect(played.posts).toBe(0);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

it("a call that goes well leaves no timer and no listener", async () => {
  for (const subject of subjects) {
    server().play(answer(subject.submitted), ...subject.followed);
    const clock = virtualClock();
    const { signal } = new AbortController();
    const client = subject.create({ baseURL: server().origin, clock });
    expect(await callClient(client, "stream", subject.request, { signal })).toHaveProperty("result");
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  }
});

it("looks at a task never follow each other without a pause, even if Retry-After asks for none", async () => {
  const enough = 100;
  const refused = Array.from({ length: enough }, () => status(503, { "retry-after": "0" }));
  const played = server().play(answer(apimart.submitted), ...refused, ...apimart.followed);
  const clock = virtualClock();
  const client = apimart.create({ baseURL: server().origin, clock });
  await callClient(client, "generate", apimart.request);
  expect(played.received.length).toBeLessThan(enough);
});

it.each(["total", "idle"] as const)("a limit beyond what a timer can count does not end a call: %s", async (limit) => {
  // Late enough for a timer of a millisecond, which is what a longer one than Node can count becomes.
  server().play(broken(arkWhole.submitted, [" ", pause(20), arkWhole.submitted.text], "complete"));
  const client = arkWhole.create({ baseURL: server().origin, timeout: { [limit]: 2 ** 31 } });
  const { error } = await callClient(client, "generate", arkWhole.request);
  expect(error).toBeUndefined();
});
