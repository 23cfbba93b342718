import { getResponse } from "msw";
import { afterEach, describe, expect, it, vi } from "vitest";
import { wait } from "../src/clock.ts";
import { createSimulator } from "../src/index.ts";
import { events, MODEL, THREE, VOLCENGINE } from "./ark.ts";

afterEach(() => {
  vi.useRealTimers();
});

function call(
  simulator: ReturnType<typeof createSimulator>,
  body: object,
  signal?: AbortSignal,
): Promise<Response | undefined> {
  const init = { method: "POST", headers: { authorization: "Bearer key" }, ...(signal && { signal }) };
  const request = new Request(`${VOLCENGINE}/images/generations`, {
    ...init,
    body: JSON.stringify({ model: MODEL, prompt: "A kite", ...body }),
  });
  return getResponse(simulator.handlers, request);
}

describe("time", () => {
  it("comes from the caller's clock, before which nothing arrives", async () => {
    let now = 1_700_000_000_000;
    const waiting: { at: number; run: () => void }[] = [];
    const clock = {
      now: () => now,
      after(ms: number, run: () => void) {
        waiting.push({ at: now + ms, run });
        return () => {};
      },
    };
    const simulator = createSimulator({ latency: 20_000, clock });
    const answer = call(simulator, { ...THREE, stream: true });
    const created: (number | undefined)[] = [];
    const reading = (async () => {
      const response = await answer;
      if (!response) throw new Error("no answer");
      for await (const event of events(response)) created.push(event.created);
    })();
    for (let image = 0; image < 3; image++) {
      await vi.waitFor(() => expect(waiting).toHaveLength(1));
      expect(created.length).toBe(image);
      now += 20_000;
      waiting.shift()?.run();
    }
    await reading;
    expect(created).toEqual([1_700_000_020, 1_700_000_040, 1_700_000_060, 1_700_000_060]);
  });

  it("obeys fake timers", async () => {
    vi.useFakeTimers();
    const simulator = createSimulator({ latency: 60_000 });
    const answer = call(simulator, THREE);
    await vi.advanceTimersByTimeAsync(179_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await answer)?.status).toBe(200);
  });

  it("ends a task as soon as fake timers advance", async () => {
    vi.useFakeTimers();
    const simulator = createSimulator({ latency: 60_000 });
    const init = { headers: { authorization: "Bearer key" } };
    const submission = new Request("https://api.apimart.ai/v1/images/generations", {
      ...init,
      method: "POST",
      body: JSON.stringify({ model: "doubao-seedance-4-5", prompt: "A kite" }),
    });
    const dataOf = async (request: Request) => {
      const response = await getResponse(simulator.handlers, request);
      return response && (await response.json()).data;
    };
    const [{ task_id }] = await dataOf(submission);
    const status = async () => {
      const question = new Request(`https://api.apimart.ai/v1/tasks/${task_id}`, init);
      return (await dataOf(question)).status;
    };
    expect(await status()).toBe("pending");
    vi.advanceTimersByTime(30_000);
    expect(await status()).toBe("processing");
    vi.advanceTimersByTime(30_000);
    expect(await status()).toBe("completed");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not end at once if it is longer than the longest timer", async () => {
    const simulator = createSimulator();
    simulator.next("ark", "slow", { delay: 1e12 });
    const gone = new AbortController();
    let isThere = false;
    const response = call(simulator, {}, gone.signal).finally(() => (isThere = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isThere).toBe(false);
    gone.abort();
    await response;
  });

  it("leaves no timer when the caller aborts", async () => {
    vi.useFakeTimers();
    const simulator = createSimulator({ latency: 60_000 });
    const gone = new AbortController();
    const answer = call(simulator, THREE, gone.signal);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    gone.abort();
    await answer;
    expect(vi.getTimerCount()).toBe(0);
    await wait({ now: () => 0, after: () => () => {} }, 1000, gone.signal);
  });
});
