import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { abortable } from "../src/abortable.ts";
import { settled } from "./fake-provider.ts";

const never = new Promise<never>(() => {});
const reason = new Error("enough");

describe("work that can be aborted", () => {
  it.each<[string, () => Promise<unknown>, unknown]>([
    ["done", async () => 1, 1],
    ["failed", () => Promise.reject(reason), reason],
  ])("keeps its outcome and leaves no listener when it is %s", async (_, work, outcome) => {
    const { signal } = new AbortController();
    expect(await settled(abortable(work(), signal))).toBe(outcome);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("ends with the reason of the signal, and leaves no listener", async () => {
    const controller = new AbortController();
    const result = settled(abortable(never, controller.signal));
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort(reason);
    expect(await result).toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("does not begin to wait once the signal was given", async () => {
    expect(await settled(abortable(never, AbortSignal.abort(reason)))).toBe(reason);
  });
});
