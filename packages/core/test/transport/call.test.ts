import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createRedact, type Redact } from "../../src/errors/redact.ts";
import { CallEnded, type CallSettings, startCall } from "../../src/transport/call.ts";
import { key, settled } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

const never = new Promise<never>(() => {});

function start(settings: Partial<CallSettings> = {}) {
  const clock = virtualClock();
  const timeouts = { total: 10_000, idle: 3000 };
  const names = ["timeout.total", "timeout.idle"] as const;
  const redact: Redact = (outside) => outside;
  return {
    clock,
    call: startCall({ clientRequestId: "mine", clock, signals: [], timeouts, names, redact, ...settings }),
  };
}

describe("a call", () => {
  it("begins with nothing sent, under its id", () => {
    const { call } = start();
    expect(call).toMatchObject({ clientRequestId: "mine", submission: "unsent" });
    expect(call.signal.aborted).toBe(false);
  });

  it("returns its remaining time", async () => {
    const { call, clock } = start();
    expect(call.remaining()).toBe(10_000);
    await clock.advance(4000);
    expect(call.remaining()).toBe(6000);
    await clock.advance(7000);
    expect(call.remaining()).toBe(-1000);
  });

  it("ends at its total time-out, which is the reason", async () => {
    const { call, clock } = start();
    await clock.advance(9999);
    expect(call.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(call.signal.reason).toBeInstanceOf(CallEnded);
    expect(call.signal.reason).toMatchObject({ by: "timeout.total", limit: 10_000, message: "timeout.total" });
  });

  it("ends when its caller aborts, and keeps the reason", () => {
    const controller = new AbortController();
    const { call } = start({ signals: [controller.signal] });
    const reason = new Error("enough");
    controller.abort(reason);
    expect(call.signal.reason).toBeInstanceOf(CallEnded);
    expect(call.signal.reason).toMatchObject({ by: "caller", limit: 0 });
    expect(call.signal.reason.cause).toBe(reason);
  });

  it("aborts its signal at its end only if a response is unread", () => {
    const { call: read } = start();
    read.end();
    expect(read.signal.aborted).toBe(false);
    const { call: left, clock } = start();
    left.hasUnread = true;
    expect(left.signal.aborted).toBe(false);
    left.end();
    expect(left.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it("has ended from the start if its caller aborted before", () => {
    const { call } = start({ signals: [AbortSignal.abort("why")] });
    expect(call.signal.reason).toMatchObject({ by: "caller", cause: "why" });
  });

  it("keeps the first reason", async () => {
    const controller = new AbortController();
    const { call, clock } = start({ signals: [controller.signal] });
    controller.abort();
    await clock.advance(10_000);
    expect(call.signal.reason).toMatchObject({ by: "caller" });
  });

  it("leaves neither timer nor listener when it ends, and ignores later aborts", () => {
    const controller = new AbortController();
    const { call, clock } = start({ signals: [controller.signal] });
    expect(clock.pending).toBe(1);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    call.end();
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    controller.abort();
    expect(call.signal.aborted).toBe(false);
  });

  it.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])("has its total time-out in the background only if asked to: %s", (background, expected) => {
    const asked: unknown[] = [];
    const clock = {
      now: () => 0,
      after: (ms: number, _: () => void, options?: { readonly background?: boolean }) => {
        asked.push([ms, options?.background ?? false]);
        return () => {};
      },
    };
    const { call } = start({ clock, background });
    expect(asked).toEqual([[10_000, expected]]);
    call.receive(never).catch(() => {});
    expect(asked.at(-1)).toEqual([3000, false]);
  });
});

describe("I/O of a call", () => {
  it("settles like its promise, and leaves no timer and no listener", async () => {
    const { call, clock } = start();
    const failure = new Error("terminated");
    expect(await call.receive(Promise.resolve(7))).toBe(7);
    expect(await settled(call.receive(Promise.reject(failure)))).toBe(failure);
    expect(clock.pending).toBe(1);
    expect(getEventListeners(call.signal, "abort")).toEqual([]);
  });

  it("ends the call after the idle time-out without data", async () => {
    const { call, clock } = start();
    const result = settled(call.receive(never));
    await clock.advance(2999);
    expect(call.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(await result).toMatchObject({ by: "timeout.idle", limit: 3000 });
    expect(call.signal.reason).toBe(await result);
  });

  it("starts the idle time-out anew for each piece, and stops it between pieces", async () => {
    const { call, clock } = start();
    for (let piece = 0; piece < 3; piece++) {
      let arrive = () => {};
      const io = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const received = call.receive(io);
      await clock.advance(2000);
      arrive();
      await received;
    }
    expect(call.signal.aborted).toBe(false);
    await clock.advance(3999);
    expect(call.signal.aborted).toBe(false);
  });

  it.each(["timeout.total", "caller"] as const)(
    "rejects as soon as the call ends, even if its promise is pending: %s",
    async (by) => {
      const controller = new AbortController();
      const { call, clock } = start({ signals: [controller.signal], timeouts: { total: 1000, idle: 3000 } });
      const result = settled(call.receive(never));
      if (by === "timeout.total") await clock.advance(1000);
      else controller.abort();
      expect(await result).toMatchObject({ by });
      expect(clock.pending).toBe(by === "timeout.total" ? 0 : 1);
      expect(getEventListeners(call.signal, "abort")).toEqual([]);
    },
  );

  it("is not awaited in a call that has ended, and its own failure is ignored", async () => {
    const { call } = start({ signals: [AbortSignal.abort("why")] });
    expect(await settled(call.receive(never))).toMatchObject({ by: "caller" });
    expect(await settled(call.receive(Promise.reject(new Error("late"))))).toMatchObject({ by: "caller" });
  });

  it("redacts the secrets in its failure", async () => {
    const { call } = start({ redact: createRedact(key) });
    const failure = new Error(`bad header: Bearer ${key}`);
    expect(await settled(call.receive(Promise.reject(failure)))).toBe(failure);
    expect(failure.message).toBe("bad header: Bearer [key]");
  });
});
