import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Scenario, scenarios } from "../src/index.ts";
import { Caller, short, THREE } from "./ark-form.ts";
import { links, simulate } from "./simulate.ts";
import { squareUpTo } from "./spec.ts";

const GLOBAL = "https://api.302.ai";
const CHINA = "https://api.302ai.cn";
const MODEL = "doubao-seedream-4-5-251128";
const LITE = "doubao-seedream-5-0-260128";
const V40 = "doubao-seedream-4-0-250828";

const now = Date.UTC(2026, 0, 20);
const simulator = simulate({ clock: { now: () => now, after: () => () => {} } });
const caller = new Caller("302ai", GLOBAL, MODEL);
const { generate, whole, allEvents, collect } = caller;
const { size, references } = caller.spec.limits(MODEL);
const [least] = size.pixels;

async function expectRefusal(response: Response): Promise<Record<string, unknown>> {
  const body = (await response.json()) as { error: Record<string, unknown> };
  caller.expectBody(response.status, "application/json", body);
  return body.error;
}

describe("a response of 302.AI", () => {
  it("has one image, its size and the usage", async () => {
    expect(await whole(await generate({ size: "2560x1440" }))).toEqual({
      model: MODEL,
      created: now / 1000,
      data: [{ url: expect.stringMatching(/\/images\/[0-9a-f]{32}\.jpeg$/), size: "2560x1440" }],
      usage: { generated_images: 1, output_tokens: 14400, total_tokens: 14400 },
    });
  });

  it.each([
    [{ size: "2K", prompt: "A wide 16:9 frame" }, "2560x1440"],
    [{ size: "4K", prompt: "4:3" }, "4694x3520"],
    [{ model: LITE, size: "3K" }, "3072x3072"],
    [{ model: V40, size: "1K" }, "1024x1024"],
  ])("to %j is %s", async (request, size) => {
    expect((await whole(await generate(request))).data?.[0]?.size).toBe(size);
  });

  it.each([
    [THREE, 3],
    [{ sequential_image_generation: "auto" }, 15],
    [{ sequential_image_generation: "disabled" }, 1],
    [{ sequential_image_generation: "auto", image: links(14) }, 1],
  ])("to %j is a group of %i", async (request, count) => {
    expect((await whole(await generate(request))).data).toHaveLength(count);
  });

  it.each([11, references.max])("is made for %i references, more than the page documents", async (count) => {
    expect((await generate({ image: links(count) })).status).toBe(200);
  });

  it("has the file itself on request", async () => {
    const { data } = await whole(await generate({ response_format: "b64_json", seed: 42 }));
    expect(data?.[0]?.url).toBeUndefined();
    const { width, height, format } = await sharp(Buffer.from(data?.[0]?.b64_json ?? "", "base64")).metadata();
    expect([width, height, format]).toEqual([2048, 2048, "jpeg"]);
  });

  it("can be a stream", async () => {
    const response = await generate({ ...THREE, stream: true, size: "2496x1664" });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const all = await allEvents(response);
    expect(all.map(short)).toEqual(["partial_succeeded 0", "partial_succeeded 1", "partial_succeeded 2", "completed"]);
    expect(all[0]).toMatchObject({ model: MODEL, created: now / 1000, size: "2496x1664" });
    expect(all.at(-1)?.usage).toEqual({ generated_images: 3, output_tokens: 48672, total_tokens: 48672 });
  });

  it("comes from both addresses, and the call names the region", async () => {
    await whole(await generate({}));
    await whole(await generate({}, CHINA));
    expect(simulator.calls.map(({ provider, region }) => [provider, region])).toEqual([
      ["302ai", "global"],
      ["302ai", "cn"],
    ]);
  });
});

describe("302.AI refuses", () => {
  it("a call without a key, in the gateway's form", async () => {
    const response = await generate({}, GLOBAL, { authorization: "" });
    expect(response.status).toBe(401);
    expect(await expectRefusal(response)).toEqual({
      err_code: "-10002",
      message: expect.any(String),
      type: "api_error",
    });
  });

  it.each([
    ["{", "InvalidParameter", /not JSON/],
    [{ model: undefined }, "MissingParameter", /required parameter `model`/],
    [{ image: "https://example.com/a.png" }, "InvalidParameter", /must be array/],
    [{ image: links(references.max + 1) }, "InvalidParameter", new RegExp(`cannot exceed ${references.max}`)],
    [{ seed: -2 }, "InvalidParameter", /at least -1/],
    [{ seed: 2147483648 }, "InvalidParameter", /cannot exceed 2147483647/],
    [{ size: squareUpTo(least - 1) }, "InvalidParameter", new RegExp(`at least ${least} pixels`)],
    [{ size: "1K" }, "InvalidParameter", /not supported for model/],
    [{ size: "2K4K" }, "InvalidParameter", /not supported for model/],
    [{ response_format: "base64" }, "InvalidParameter", /must be one of: url, b64_json/],
  ])("%j, in the words of the upstream service", async (request, code, message) => {
    const response = await generate(request);
    expect(response.status).toBe(400);
    expect(await expectRefusal(response)).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it("an unknown model, in the gateway's form", async () => {
    const response = await generate({ model: "seedream-4-5-251128" });
    expect(response.status).toBe(503);
    expect(await expectRefusal(response)).toMatchObject({ err_code: -10008 });
  });

  it("an unknown path, with an empty body", async () => {
    const response = await fetch(`${GLOBAL}/doubao/images/edits`, { method: "POST" });
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });
});

describe("a scenario of 302.AI", () => {
  const seen = new Set<Scenario<"302ai">>();
  const next = (scenario: Scenario<"302ai">) => {
    seen.add(scenario);
    simulator.next("302ai", scenario);
  };

  it.each([
    ["rate-limited", 429, { type: "rate_limit_error" }],
    ["internal-error", 500, { code: "InternalServiceError" }],
    ["insufficient-balance", 402, { err_code: -10004, type: "api_error" }],
  ] as const)("%s is HTTP %i, streamed or not", async (scenario, status, error) => {
    for (const stream of [false, true]) {
      next(scenario);
      const response = await generate({ stream });
      expect(response.status).toBe(status);
      expect(response.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
      expect(await expectRefusal(response)).toMatchObject(error);
    }
    expect((await generate({ prompt: `[scenario:${scenario}]` })).status).toBe(status);
  });

  it("content-blocked is an error in a response with status 200", async () => {
    next("content-blocked");
    const response = await generate(THREE);
    expect(response.status).toBe(200);
    const { data, error, usage } = await whole(response);
    expect(data).toEqual([]);
    expect(error).toEqual({ code: "InputTextSensitiveContentDetected", message: expect.any(String) });
    expect(usage.generated_images).toBe(0);
  });

  it("content-blocked is an error in a stream, after the limits are checked", async () => {
    next("content-blocked");
    const [frame, ...rest] = await allEvents(await generate({ ...THREE, stream: true }));
    expect(frame).toEqual({ error: { code: "InputTextSensitiveContentDetected", message: expect.any(String) } });
    expect(rest).toEqual([]);
    next("content-blocked");
    expect((await generate({ size: "1x1" })).status).toBe(400);
  });

  it("one-image-blocked withholds one image of a group, or the only image", async () => {
    next("one-image-blocked");
    const { data, error } = await whole(await generate(THREE));
    expect(data?.map((item) => item.error?.code ?? "made")).toEqual([
      "made",
      "OutputImageSensitiveContentDetected",
      "made",
    ]);
    expect(error).toBeUndefined();
    next("one-image-blocked");
    expect((await allEvents(await generate({ ...THREE, stream: true }))).map(short)).toEqual([
      "partial_succeeded 0",
      "partial_failed 1 OutputImageSensitiveContentDetected",
      "partial_succeeded 2",
      "completed",
    ]);
    next("one-image-blocked");
    const single = await whole(await generate({}));
    expect(single).toMatchObject({ data: [], error: { code: "OutputImageSensitiveContentDetected" } });
  });

  it("expired-link makes links that respond with 403, and slow waits for the clock", async () => {
    next("expired-link");
    await caller.expectRefusedLink();
    next("slow");
    await caller.expectWait();
  });

  it("gateway-html responds with an HTML page", async () => {
    next("gateway-html");
    const response = await generate({ stream: true });
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
    expect(await response.text()).toMatch(/^<html>/);
  });

  it("dropped-mid-stream breaks a stream after its first image, and a whole response in its middle", async () => {
    next("dropped-mid-stream");
    const { got, broke } = await collect(await generate({ ...THREE, stream: true }));
    expect([got.map(short), broke]).toEqual([["partial_succeeded 0"], true]);
    next("dropped-mid-stream");
    await expect((await generate(THREE)).text()).rejects.toThrow(TypeError);
  });

  it("has a test for every name", () => {
    expect([...seen].sort()).toEqual([...scenarios["302ai"]].sort());
  });
});
