import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Scenario, scenarios } from "../src/index.ts";
import { expectRefusal, LITE, poll, submit, submitted, task, upload } from "./apimart.ts";
import { links, simulate } from "./simulate.ts";

const start = Date.UTC(2026, 10, 1);
let now = start;
const simulator = simulate({ latency: 20_000, clock: { now: () => now, after: () => () => {} } });
const pass = (seconds: number) => {
  now += seconds * 1000;
};

describe("a task", () => {
  it("passes through its states as time passes", async () => {
    now = start;
    const id = await submitted({ n: 3, image_urls: links(1) });
    const created = start / 1000;
    expect(await task(id)).toEqual({ id, status: "pending", progress: 0, created, estimated_time: 60 });
    pass(15);
    expect(await task(id)).toEqual({ id, status: "processing", progress: 25, created, estimated_time: 60 });
    pass(44.9);
    expect(await task(id)).toMatchObject({ status: "processing", progress: 99 });
    pass(100);
    expect(await task(id)).toEqual({
      id,
      status: "completed",
      progress: 100,
      created,
      completed: created + 60,
      estimated_time: 60,
      actual_time: 60,
      result: {
        images: Array(3).fill({
          url: [expect.stringMatching(/^https:\/\/images\.simulator\.test\/images\/[0-9a-f]{32}\.jpeg$/)],
          expires_at: created + 60 + 86_400,
        }),
      },
    });
  });

  it("never reduces its progress", async () => {
    const id = await submitted({});
    const progress: number[] = [];
    for (let poll = 0; poll < 25; poll++) {
      progress.push((await task(id)).progress);
      pass(1);
    }
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(new Set(progress).size).toBeGreaterThan(10);
  });

  it.each([
    [{ size: "16:9", resolution: "4K" }, 5404, 3040, "jpeg"],
    [{ size: "auto", image_urls: links(1) }, 2048, 2048, "jpeg"],
    [{ model: LITE, size: "3:2", output_format: "png" }, 2496, 1664, "png"],
    [{ output_format: "png" }, 2048, 2048, "jpeg"],
    [{ model: "seedream-5-0-flash", size: "2:1" }, 1440, 720, "jpeg"],
    [{ model: "seedream-5-0-pro", size: "2400x1000", background: "transparent" }, 2400, 1000, "png"],
    [{ model: LITE, size: "1:2", resolution: "4K" }, 2880, 5760, "jpeg"],
  ])("of %j makes a file of %ix%i", async (request, width, height, format) => {
    const id = await submitted(request);
    pass(20);
    const [image] = (await task(id)).result?.images ?? [];
    const file = await (await fetch(image?.url[0] ?? "")).arrayBuffer();
    expect(await sharp(file).metadata()).toMatchObject({ width, height, format });
  });

  it("of 5.0 pro lists the sizes, formats and layers of its images", async () => {
    const id = await submitted({
      model: "seedream-5-0-pro",
      resolution: "1.5K",
      image_urls: links(1),
      layer_decomposition: true,
    });
    pass(100);
    const { status, result } = await task(id);
    expect(status).toBe("success");
    expect(result?.images).toHaveLength(3);
    expect(result).toMatchObject({
      sizes: ["1536x1536", "768x960", "1152x192"],
      output_formats: ["jpeg", "png", "png"],
      layers: [
        { z_index: 0, name: "background", size: "1536x1536" },
        { z_index: 1, name: "subject", bounding_box: { absolute: [384, 384, 1152, 1344] } },
        { z_index: 2, name: "caption", bounding_box: { normalized: [125, 0, 875, 125] } },
      ],
    });
  });

  it("is not found under an unknown id", async () => {
    const response = await poll("task_0123");
    expect(response.status).toBe(404);
    expect(await expectRefusal(response, "getTask")).toMatchObject({ code: 404, type: "invalid_request_error" });
    const id = await submitted({});
    simulator.reset();
    expect((await poll(id)).status).toBe(404);
  });

  it("cannot be polled without a key", async () => {
    const response = await poll(await submitted({}), { authorization: "" });
    expect(response.status).toBe(401);
    await expectRefusal(response, "getTask");
  });

  it("is recorded as a call at each poll", async () => {
    await task(await submitted({}));
    expect(simulator.calls.map(({ operation, status, body }) => [operation, status, body !== undefined])).toEqual([
      ["submitImages", 200, true],
      ["getTask", 200, false],
    ]);
  });
});

describe("a scenario of APIMart", () => {
  const seen = new Set<Scenario<"apimart">>();
  const next = (scenario: Scenario<"apimart">) => {
    seen.add(scenario);
    simulator.next("apimart", scenario);
  };

  it.each([
    ["rate-limited", 429, "rate_limit_error"],
    ["insufficient-balance", 402, "payment_required"],
    ["internal-error", 500, "server_error"],
  ] as const)("%s is HTTP %i", async (scenario, status, type) => {
    next(scenario);
    const response = await submit({});
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
    expect(await expectRefusal(response)).toMatchObject({ code: status, type });
    expect((await submit({ prompt: `[scenario:${scenario}]` })).status).toBe(status);
    expect((await submit({})).status).toBe(200);
  });

  it("gateway-html responds with an HTML page", async () => {
    next("gateway-html");
    const response = await submit({});
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
    expect(await response.text()).toMatch(/^<html>/);
  });

  it.each([
    ["rate-limited", 429],
    ["internal-error", 500],
    ["gateway-html", 502],
  ] as const)("%s applies to a poll and to an upload too", async (scenario, status) => {
    const id = await submitted({});
    simulator.next("apimart", scenario);
    const question = await poll(id);
    expect(question.status).toBe(status);
    if (status !== 502) await expectRefusal(question, "getTask");
    expect((await poll(id)).status).toBe(200);
    simulator.next("apimart", scenario);
    const sending = await upload(new Blob(["GIF89a"]));
    expect(sending.status).toBe(status);
    if (status !== 502) await expectRefusal(sending, "uploadImage");
  });

  it("of a submission stays in the queue until the next submission", async () => {
    const id = await submitted({});
    next("task-failed");
    pass(20);
    expect((await task(id)).status).toBe("completed");
    expect((await upload(new Blob(["GIF89a"]))).status).toBe(200);
    const failing = await submitted({});
    expect((await task(failing)).status).toBe("pending");
    pass(20);
    expect(await task(failing)).toMatchObject({ status: "failed", error: { code: 500, type: "server_error" } });
  });

  it("content-blocked makes the task fail", async () => {
    next("content-blocked");
    const id = await submitted({});
    pass(20);
    const failed = await task(id);
    expect(failed).toMatchObject({ status: "failed", error: { code: "content_policy_violation" } });
    expect(failed.result).toBeUndefined();
    expect(failed.completed).toBeUndefined();
  });

  it("task-stuck never ends the task", async () => {
    next("task-stuck");
    const id = await submitted({});
    for (const wait of [0, 60, 86_400]) {
      pass(wait);
      expect(await task(id)).toMatchObject({ status: "processing", progress: 50 });
    }
  });

  it("unknown-status reports undocumented states, then the images", async () => {
    next("unknown-status");
    const id = await submitted({});
    const states: string[] = [];
    for (let poll = 0; poll < 5; poll++) {
      states.push((await task(id)).status);
      pass(4.5);
    }
    expect(states).toEqual(["queued", "in_progress", "post_processing", "in_progress", "in_progress"]);
    expect((await task(id)).status).toBe("completed");
  });

  it("unknown-status reports those states even after a late first poll", async () => {
    const id = await submitted({ prompt: "A kite [scenario:unknown-status]" });
    pass(100);
    const states: string[] = [];
    for (let poll = 0; poll < 4; poll++) states.push((await task(id)).status);
    expect(states).toEqual(["queued", "in_progress", "post_processing", "completed"]);
  });

  it("expired-link makes links that respond with 403", async () => {
    next("expired-link");
    const id = await submitted({});
    pass(20);
    const [image] = (await task(id)).result?.images ?? [];
    expect((await fetch(String(image?.url))).status).toBe(403);
  });

  it("slow makes the task take longer", async () => {
    seen.add("slow");
    simulator.next("apimart", "slow", { delay: 90_000 });
    const id = await submitted({});
    pass(60);
    expect((await task(id)).status).toBe("processing");
    pass(60);
    expect((await task(id)).status).toBe("completed");
  });

  it("string-urls makes links strings", async () => {
    next("string-urls");
    const id = await submitted({});
    pass(20);
    const [image] = (await task(id)).result?.images ?? [];
    expect(image?.url).toMatch(/^https:/);
  });

  it("is refused if the prompt has an unknown name", async () => {
    const { message } = await expectRefusal(await submit({ prompt: "[scenario:one-image-blocked]" }));
    expect(message).toMatch(/no scenario "one-image-blocked"; it has content-blocked, task-failed/);
  });

  it("has a test for every name", () => {
    expect([...seen].sort()).toEqual([...scenarios.apimart].sort());
  });
});
