import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sleep, systemClock } from "../../src/transport/clock.ts";
import { settled } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the real clock", () => {
  it("tells the time, and runs a timer once", () => {
    vi.useFakeTimers();
    const callback = vi.fn();
    systemClock.after(1000, callback);
    expect(systemClock.now()).toBe(Date.now());
    vi.advanceTimersByTime(999);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5000);
    expect(callback).toHaveBeenCalledOnce();
  });

  it.each([2 ** 31, Number.POSITIVE_INFINITY])(
    "does not run a timer at once if its time is too long for setTimeout: %d",
    (ms) => {
      vi.useFakeTimers();
      const callback = vi.fn();
      const cancel = systemClock.after(ms, callback);
      vi.advanceTimersByTime(2 ** 31 - 2);
      expect(callback).not.toHaveBeenCalled();
      cancel();
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it("lets the process end before a timer in the background, and no other", () => {
    const unref = vi.fn();
    vi.stubGlobal("setTimeout", () => ({ unref }));
    systemClock.after(1000, () => {});
    systemClock.after(1000, () => {}, {});
    systemClock.after(1000, () => {}, { background: false });
    expect(unref).not.toHaveBeenCalled();
    systemClock.after(1000, () => {}, { background: true });
    expect(unref).toHaveBeenCalledOnce();
  });

  it("sets a timer in the background if timers are numbers", () => {
    vi.stubGlobal("setTimeout", () => 7);
    const clear = vi.fn();
    vi.stubGlobal("clearTimeout", clear);
    systemClock.after(1000, () => {}, { background: true })();
    expect(clear).toHaveBeenCalledExactlyOnceWith(7);
  });
});

describe("a wait", () => {
  it("ends after its time, and leaves no listener", async () => {
    const clock = virtualClock();
    const { signal } = new AbortController();
    let isOver = false;
    const slept = sleep(500, clock, signal).then(() => {
      isOver = true;
    });
    await clock.advance(499);
    expect(isOver).toBe(false);
    await clock.advance(1);
    await slept;
    expect(isOver).toBe(true);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("rejects with the reason of an abort at once, and leaves neither timer nor listener", async () => {
    const clock = virtualClock();
    const controller = new AbortController();
    const slept = settled(sleep(500, clock, controller.signal));
    expect(clock.pending).toBe(1);
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await slept).toBe(reason);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("does not begin after an abort", async () => {
    const clock = virtualClock();
    const reason = new Error("enough");
    const early = AbortSignal.abort(reason);
    expect(await settled(sleep(500, clock, early))).toBe(reason);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(early, "abort")).toEqual([]);
  });
});
