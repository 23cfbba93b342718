import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { timeouts, type VirtualClock, virtualClock } from "../src/virtual-clock.ts";

/** Sets timers on a clock and records when they run, in ms since the start. */
function recorder(clock: VirtualClock) {
  const start = clock.now();
  const runs: [string, number][] = [];
  return { runs, set: (name: string, ms: number) => clock.after(ms, () => runs.push([name, clock.now() - start])) };
}

async function settle(): Promise<void> {
  for (let timer = 0; timer < 5; timer++) await turn();
}

it("ends waits at once, and time-outs when the waits add up to them", async () => {
  const clock = virtualClock({ longestWait: 59_999 });
  const { runs, set } = recorder(clock);
  set("time-out", 60_000);
  set("cancelled", 90_000)();
  set("first wait", 40_000);
  await settle();
  set("second wait", 50_000);
  await settle();
  expect(runs).toEqual([
    ["first wait", 40_000],
    ["time-out", 60_000],
    ["second wait", 90_000],
  ]);
  expect(clock.waits).toEqual([40_000, 50_000]);
  expect(clock.pending).toBe(0);
});

it.each([timeouts.total, timeouts.idle, 20_001.5])("treats a timer of %d ms as a time-out", async (length) => {
  const clock = virtualClock({ timeouts: [20_001.5] });
  const { runs, set } = recorder(clock);
  set("time-out", length);
  await settle();
  expect(runs).toEqual([]);
  clock.advance(length - 0.5);
  expect(runs).toEqual([]);
  clock.advance(0.5);
  expect(runs).toEqual([["time-out", length]]);
});

it("does not end a wait that an earlier time-out cancels", async () => {
  const clock = virtualClock({ timeouts: [1000] });
  const { runs, set } = recorder(clock);
  const cancel = set("wait", 5000);
  clock.after(1000, cancel);
  await settle();
  expect(runs).toEqual([]);
  expect(clock.pending).toBe(0);
});

it("leaves waits to advance() while it is paused", async () => {
  const clock = virtualClock({ paused: true });
  const { runs, set } = recorder(clock);
  set("wait", 1000);
  await settle();
  expect(runs).toEqual([]);
  clock.advance(1000);
  expect(runs).toEqual([["wait", 1000]]);
});
