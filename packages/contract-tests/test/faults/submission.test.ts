import {
  AbortedError,
  ConnectionError,
  OutcomeUnknownError,
  SeedreamError,
  TimeoutError,
} from "@seedream-clients/core";
import { describe, expect, it } from "vitest";
import { callClient, methods } from "../../src/call-client.ts";
import { answer, broken, raw, requestId, status } from "../../src/faults/answer.ts";
import { drops, failures, outcomeUnknown, redirects } from "../../src/faults/catalogue.ts";
import { type Fault, openFaultServer } from "../../src/faults/fault-server.ts";
import { useFaultServer } from "../../src/faults/harness.ts";
import { apimart, arkWhole, type Subject, subjects } from "../../src/faults/subject.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, type VirtualClock, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
const ways = subjects.flatMap((subject) => methods.map((method) => ({ name: subject.name, subject, method })));

describe.each(ways)("exactly one submission, $name, $method()", ({ subject, method }) => {
  const create = (clock: VirtualClock) => subject.create({ baseURL: server().origin, clock });

  it.each(outcomeUnknown)("when $name", async ({ to }) => {
    const played = server().play(to(subject.submitted), ...subject.followed);
    const clock = virtualClock();
    const client = create(clock);
    const { error } = await callClient(client, method, subject.request, { clientRequestId: "call-1" });
    expect(played).toMatchObject({ posts: 1, received: [{ method: "POST" }] });
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

  it.each(outcomeUnknown.filter(({ headers }) => headers))("with the provider's id when $name", async ({ to }) => {
    server().play(to(subject.submitted), ...subject.followed);
    const { error } = await callClient(create(virtualClock()), method, subject.request);
    expect(error).toMatchObject({ requestId, message: expect.stringContaining(requestId) });
  });

  it.each(redirects)("when it is redirected by %i, and nothing goes there", async (code) => {
    const elsewhere = await openFaultServer();
    try {
      const there = elsewhere.play(answer(subject.submitted));
      const played = server().play(
        answer({ type: "text/html", text: "moved" }, code, { location: `${elsewhere.origin}/images` }),
      );
      const { error } = await callClient(create(virtualClock()), method, subject.request);
      expect(played).toMatchObject({ posts: 1, received: [{ method: "POST" }] });
      expect(there.received).toEqual([]);
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({ charged: "unknown", retryable: false });
      expect(String(error)).toContain(elsewhere.origin);
    } finally {
      await elsewhere.close();
    }
  });

  it("with the provider's id when it is redirected", async () => {
    server().play(status(307, { location: "https://elsewhere.example/" }));
    const { error } = await callClient(create(virtualClock()), method, subject.request);
    expect(error).toMatchObject({ requestId });
  });

  const silent: Fault = () => {};
  const begun: Fault = (turn) => broken(subject.submitted, [subject.submitted.text.slice(0, 20)], "silence")(turn);

  it.each([
    { name: "total time runs out before the headers", fault: silent, ms: timeouts.total, limit: "timeout.total" },
    { name: "total time runs out inside the body", fault: begun, ms: timeouts.total, limit: "timeout." },
    { name: "the body falls silent", fault: begun, ms: timeouts.idle, limit: "timeout.idle" },
  ])("when $name", async ({ fault, ms, limit }) => {
    const played = server().play(fault);
    const clock = virtualClock();
    const call = callClient(create(clock), method, subject.request);
    await played.arrived();
    if (fault === begun) await untilReading(clock);
    clock.advance(ms);
    const { error } = await call;
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ charged: "unknown", retryable: false, message: expect.stringContaining(limit) });
    expect(error instanceof Error && error.cause).toBeInstanceOf(TimeoutError);
    expect(played.posts).toBe(1);
    expect(clock.pending).toBe(0);
    await played.received[0]?.gone;
  });

  it.each([
    { name: "before the headers", fault: silent },
    { name: "inside the body", fault: begun },
  ])("when the caller aborts $name", async ({ fault }) => {
    const played = server().play(fault);
    const clock = virtualClock();
    const controller = new AbortController();
    const call = callClient(create(clock), method, subject.request, { signal: controller.signal });
    await played.arrived();
    if (fault === begun) await untilReading(clock);
    controller.abort();
    const { error } = await call;
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ charged: "unknown" });
    expect(played.posts).toBe(1);
    expect(clock.pending).toBe(0);
    await played.received[0]?.gone;
  });
});

/** The limit on silence is set beside the total once a body is being read. */
async function untilReading(clock: VirtualClock): Promise<void> {
  await expect.poll(() => clock.pending, { interval: 1, timeout: 10_000 }).toBe(2);
}

it("a redirect whose body does not end is let go of", async () => {
  const played = server().play(({ response }) => {
    response.writeHead(307, { location: "https://elsewhere.example/" });
    response.write("moved");
  });
  await callClient(arkWhole.create({ baseURL: server().origin }), "generate", arkWhole.request);
  await within(Promise.resolve(played.received[0]?.gone), "a connection from which nobody reads");
});

describe("at most one submission", () => {
  it.each(["connection", "first bytes"] as const)("when the server hangs up at the %s", async (on) => {
    const played = server().play(status(500));
    server().hangUp(on);
    const client = arkWhole.create({ baseURL: server().origin, clock: virtualClock() });
    // More than the buffers between here and there can hold.
    const bytes = new Uint8Array(6 * 2 ** 20);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { error } = await callClient(client, "generate", { ...arkWhole.request, images: bytes });
    expect(played.posts).toBeLessThanOrEqual(1);
    expect(SeedreamError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ retryable: false, charged: "unknown" });
  });

  it("a call, when connections that were kept alive are closed between two of them", async () => {
    const client = arkWhole.create({ baseURL: server().origin, clock: virtualClock() });
    for (let call = 0; call < 20; call++) {
      const played = server().play((turn) => {
        turn.response.on("finish", () => setImmediate(() => turn.socket.destroy()));
        return answer(arkWhole.submitted)(turn);
      });
      const { error } = await callClient(client, "generate", arkWhole.request);
      expect(played.posts).toBeLessThanOrEqual(1);
      if (error) expect(error).toBeInstanceOf(OutcomeUnknownError);
      else expect(played.posts).toBe(1);
    }
  });

  it.each(["read", "write"])("when the network goes away during a %s", async (syscall) => {
    const gone = Object.assign(new Error("no route"), { code: "EHOSTUNREACH", syscall });
    let calls = 0;
    const fetch = async () => {
      calls++;
      throw new TypeError("fetch failed", { cause: gone });
    };
    const { error } = await callClient(arkWhole.create({ fetch, clock: virtualClock() }), "generate", arkWhole.request);
    expect(calls).toBe(1);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
  });
});

describe("with an idempotency key, one task of several submissions", () => {
  const good = apimart.submitted;

  it.each([...drops, ...failures])("when $name", async ({ to }) => {
    const played = server().play(to(good), answer(good), ...apimart.followed);
    const client = apimart.create({ baseURL: server().origin, clock: virtualClock() });
    const { result, error } = await callClient(client, "generate", apimart.request, { idempotencyKey: "order-7" });
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ images: [{ ok: true }], task: { id: "task_01KA040M0HP1" } });
    const [first, second] = played.received;
    expect(played.posts).toBe(2);
    expect([first, second].map((sent) => sent?.headers["idempotency-key"])).toEqual(["order-7", "order-7"]);
    expect(second?.body).toBe(first?.body);
  });

  it("when the socket is closed inside an answer that has no id", async () => {
    const played = server().play(
      raw('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"code"'),
      answer(good),
      ...apimart.followed,
    );
    const client = apimart.create({ baseURL: server().origin, clock: virtualClock() });
    const { error } = await callClient(client, "generate", apimart.request, { idempotencyKey: "order-7" });
    expect(error).toBeUndefined();
    expect(played.posts).toBe(2);
  });

  it("but never one under a key that was not given", async () => {
    const subject: Subject = apimart;
    const played = server().play(drops[0]?.to(good) ?? status(500), answer(good), ...subject.followed);
    await callClient(subject.create({ baseURL: server().origin, clock: virtualClock() }), "generate", subject.request);
    expect(played.posts).toBe(1);
    expect(played.received[0]?.headers["idempotency-key"]).toBeUndefined();
  });
});
