import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Scenario, scenarios } from "../src/index.ts";
import { Caller, THREE } from "./ark-form.ts";
import { links, simulate } from "./simulate.ts";
import { squareUpTo } from "./spec.ts";

const CHINA = "https://www.anyfast.com.cn";
const ABROAD = "https://www.anyfast.ai";
const MODEL = "doubao-seedream-4-5-251128";
const LITE = "doubao-seedream-5-0-260128";
const V40 = "doubao-seedream-4-0-250828";

const now = Date.UTC(2026, 3, 1);
const simulator = simulate({ clock: { now: () => now, after: () => () => {} } });
const caller = new Caller("anyfast", CHINA, MODEL);
const { generate, whole } = caller;
const [least] = caller.spec.limits(MODEL).size.pixels;

/** Returns the error of a refusal. Checks it against the spec, and its request id. */
async function expectRefusal(response: Response): Promise<Record<string, unknown>> {
  const body = (await response.json()) as { error: Record<string, unknown> };
  caller.expectBody(response.status, "application/json", body);
  const requestId = response.headers.get("x-oneapi-request-id");
  expect(body.error.message).toMatch(new RegExp(` \\(request id: ${requestId}\\)$`));
  return body.error;
}

describe("a response of Anyfast", () => {
  it("has one image, its size and the usage", async () => {
    expect(await whole(await generate({ size: "2560x1440" }))).toEqual({
      model: MODEL,
      created: now / 1000,
      data: [{ url: expect.stringMatching(/\/images\/[0-9a-f]{32}\.jpeg$/), size: "2560x1440" }],
      usage: { generated_images: 1, output_tokens: 14400, total_tokens: 14400 },
    });
  });

  it.each([
    [{ size: "2K", prompt: "A wide 16:9 frame" }, "2848x1600"],
    [{ model: LITE, size: "4096x2304" }, "4096x2304"],
    [{ model: V40, size: "1K" }, "1024x1024"],
    [{ model: "doubao-seedream-4-5" }, "2048x2048"],
  ])("to %j is %s", async (request, size) => {
    expect((await whole(await generate(request))).data?.[0]?.size).toBe(size);
  });

  it.each([
    [THREE, 3],
    [{ sequential_image_generation: "auto" }, 15],
    [{ sequential_image_generation: "auto", image: links(13) }, 2],
    [{ sequential_image_generation_options: { max_images: 4 } }, 1],
  ])("to %j is a group of %i", async (request, count) => {
    const { data, usage } = await whole(await generate(request));
    expect(data).toHaveLength(count);
    expect(usage.generated_images).toBe(count);
  });

  it("is whole and has links, even if the request asks for a stream or a file", async () => {
    const response = await generate({ stream: true, response_format: "b64_json", output_format: "png" });
    expect(response.headers.get("content-type")).toBe("application/json");
    const { data } = await whole(response);
    expect(data).toEqual([{ url: expect.stringMatching(/\.jpeg$/), size: "2048x2048" }]);
  });

  it("names no tools", async () => {
    expect(await whole(await generate({ model: LITE, tools: [{ type: "web_search" }] }))).not.toHaveProperty("tools");
  });

  it("links to a file of the requested size", async () => {
    const { data } = await whole(await generate({ model: V40, size: "1280x720" }));
    const file = await (await fetch(data?.[0]?.url ?? "")).arrayBuffer();
    expect(await sharp(file).metadata()).toMatchObject({ width: 1280, height: 720, format: "jpeg" });
  });

  it("comes from both addresses, and the call names the region", async () => {
    await whole(await generate({}));
    await whole(await generate({}, ABROAD));
    expect(simulator.calls.map(({ provider, region, operation }) => [provider, region, operation])).toEqual([
      ["anyfast", "cn", "generateImages"],
      ["anyfast", "intl", "generateImages"],
    ]);
  });

  it("is the same for the same request", async () => {
    const url = async (prompt: string) => (await whole(await generate({ prompt }))).data?.[0]?.url;
    expect(await url("A")).toBe(await url("A"));
    expect(await url("A")).not.toBe(await url("B"));
  });
});

describe("Anyfast refuses", () => {
  it("a call without a key", async () => {
    const response = await generate({}, CHINA, { authorization: "" });
    expect(response.status).toBe(401);
    expect(await expectRefusal(response)).toMatchObject({ type: "authentication_error", code: "invalid_api_key" });
  });

  it.each([
    ["{", "new_api_error", "invalid_request", /not JSON/],
    ["[]", "new_api_error", "invalid_request", /must be object/],
    [{ prompt: undefined }, "upstream_error", "MissingParameter", /required parameter `prompt`/],
    [{ prompt: " " }, "upstream_error", "InvalidParameter", /must not be empty/],
    [{ image: "https://example.com/a.png" }, "upstream_error", "InvalidParameter", /`image`.*must be array/],
    [{ image: ["kite.png"] }, "upstream_error", "InvalidImageURL.InvalidFormat", /neither a URL/],
    [{ image: ["data:image/heic;base64,AA"] }, "upstream_error", "InvalidImageURL.InvalidFormat", /heic is not one of/],
    [{ sequential_image_generation: "disabled" }, "upstream_error", "InvalidParameter", /must be one of: auto/],
    [{ ...THREE, sequential_image_generation_options: { max_images: 16 } }, "upstream_error", "InvalidParameter", /15/],
    [{ size: squareUpTo(least - 1) }, "upstream_error", "InvalidParameter", new RegExp(`at least ${least} pixels`)],
    [{ size: "3K" }, "upstream_error", "InvalidParameter", /not supported for model/],
    [{ model: LITE, size: "4K" }, "upstream_error", "InvalidParameter", /not supported for model/],
    [{ logo_info: { opacity: 2 } }, "upstream_error", "InvalidParameter", /cannot exceed 1/],
  ])("%j", async (request, type, code, message) => {
    const response = await generate(request);
    expect(response.status).toBe(400);
    expect(await expectRefusal(response)).toMatchObject({ type, code, message: expect.stringMatching(message) });
  });

  it("an unknown model", async () => {
    const response = await generate({ model: "seedream-4.5" });
    expect(response.status).toBe(503);
    expect(await expectRefusal(response)).toMatchObject({ type: "new_api_error", code: "model_not_found" });
  });

  it("an unknown path", async () => {
    const response = await fetch(`${CHINA}/v1/images/edits`, { method: "POST" });
    expect(response.status).toBe(404);
    expect((await response.json()).error).toMatchObject({
      type: "invalid_request_error",
      message: expect.stringMatching("POST /v1/images/edits"),
    });
  });
});

describe("a scenario of Anyfast", () => {
  const seen = new Set<Scenario<"anyfast">>();
  const next = (scenario: Scenario<"anyfast">) => {
    seen.add(scenario);
    simulator.next("anyfast", scenario);
  };

  it.each([
    ["content-blocked", 400, "upstream_error", "InputTextSensitiveContentDetected"],
    ["rate-limited", 429, "rate_limit_error", "rate_limit_exceeded"],
    ["internal-error", 500, "upstream_error", null],
    ["insufficient-balance", 403, "new_api_error", "insufficient_user_quota"],
  ] as const)("%s is HTTP %i", async (scenario, status, type, code) => {
    next(scenario);
    const response = await generate(THREE);
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
    expect(await expectRefusal(response)).toMatchObject({ type, code });
    expect((await generate({ prompt: `A kite [scenario:${scenario}]` })).status).toBe(status);
    expect((await generate({})).status).toBe(200);
  });

  it("one-image-blocked withholds one image of a group, or the only image", async () => {
    next("one-image-blocked");
    const group = await whole(await generate({ ...THREE, size: "2496x1664" }));
    expect(group.data?.map(({ error }) => error?.code ?? "made")).toEqual([
      "made",
      "OutputImageSensitiveContentDetected",
      "made",
    ]);
    expect(group.usage).toEqual({ generated_images: 2, output_tokens: 32448, total_tokens: 32448 });
    next("one-image-blocked");
    const single = await whole(await generate({}));
    expect(single.error?.code).toBe("OutputImageSensitiveContentDetected");
    expect(single.usage.generated_images).toBe(0);
  });

  it("expired-link makes links that respond with 403, and slow waits for the clock", async () => {
    next("expired-link");
    await caller.expectRefusedLink();
    next("slow");
    await caller.expectWait();
  });

  it("gateway-html responds with an HTML page", async () => {
    next("gateway-html");
    const response = await generate({});
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
    expect(await response.text()).toMatch(/^<html>/);
    expect(simulator.calls.at(-1)?.status).toBe(502);
  });

  it("is refused if the prompt has an unknown name", async () => {
    const { message } = await expectRefusal(await generate({ prompt: "[scenario:dropped-mid-stream]" }));
    expect(message).toMatch(/no scenario "dropped-mid-stream"; it has content-blocked/);
  });

  it("applies only to its own provider", async () => {
    simulator.next("302ai", "rate-limited");
    expect((await generate({})).status).toBe(200);
  });

  it("has a test for every name", () => {
    expect([...seen].sort()).toEqual([...scenarios.anyfast].sort());
  });
});
