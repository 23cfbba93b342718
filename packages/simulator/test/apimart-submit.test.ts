import { describe, expect, it } from "vitest";
import { bodyOf, expectRefusal, KEYED, LITE, MODEL, submit, submitted, task } from "./apimart.ts";
import { links, simulate } from "./simulate.ts";
import { Spec, squareFrom, squareUpTo } from "./spec.ts";

const simulator = simulate();
const spec = new Spec("apimart");
const { references } = spec.limits(MODEL);
const { max: mostOfLite } = spec.limits(LITE).group;
const PRO = "seedream-5-0-pro";
const [leastOfPro, mostOfPro] = spec.limits(PRO).size.pixels;

interface Keyed {
  readonly code: number;
  readonly request_id: string;
  readonly data: { readonly object: string; readonly id: string; readonly status: string };
}

describe("a submission", () => {
  it("returns a task", async () => {
    const response = await submit({ size: "16:9", resolution: "4K" });
    expect(response.status).toBe(200);
    expect(await bodyOf("submitImages", response)).toEqual({
      code: 200,
      data: [{ status: "submitted", task_id: expect.stringMatching(/^task_[0-9A-F]{26}$/) }],
    });
    expect(simulator.calls[0]).toMatchObject({
      provider: "apimart",
      operation: "submitImages",
      model: MODEL,
      body: { prompt: "A red kite", resolution: "4K" },
      status: 200,
    });
    expect(simulator.calls[0]).not.toHaveProperty("region");
  });

  it("makes a new task each time, with the same ids after a reset", async () => {
    const first = await submitted({});
    expect(await submitted({})).not.toBe(first);
    simulator.reset();
    expect(await submitted({})).toBe(first);
  });

  it.each([
    [{}, 1],
    [{ n: 3, image_urls: links(1) }, 3],
    [{ n: 1, image_urls: links(14) }, 1],
    [{ n: 14, image_urls: links(1) }, 14],
    [{ model: LITE, n: mostOfLite }, mostOfLite],
    [
      {
        image_urls: links(1),
        sequential_image_generation: "auto",
        sequential_image_generation_options: { max_images: 3 },
      },
      3,
    ],
    [{ image_urls: links(5), sequential_image_generation: "auto" }, 10],
    [{ image_urls: links(5), sequential_image_generation: "auto", n: 1 }, 1],
    [{ sequential_image_generation: "disabled", image_urls: links(3) }, 1],
    [{ sequential_image_generation: "auto", model: "seedream-5-0-pro" }, 1],
  ])("of %j makes %i images", async (request, count) => {
    const { result } = await task(await submitted(request));
    expect(result?.images).toHaveLength(count);
  });
});

describe("an idempotency key", () => {
  const key = { "idempotency-key": "kite-1" };

  it("makes one task of a request that is sent twice", async () => {
    const first = await submit({}, key);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    const again = await submit({}, key);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await bodyOf("submitImages", again)).toEqual(await bodyOf("submitImages", first));
    expect((await submit({}, { "idempotency-key": "kite-2" })).headers.get("idempotency-replayed")).toBeNull();
  });

  it("gets a response with an object if the version asks for it", async () => {
    const first = await submit({}, { ...key, ...KEYED });
    expect(first.status).toBe(202);
    expect(first.headers.get("x-apimart-response-version")).toBe("2026-07-27");
    const { code, request_id, data } = await bodyOf<Keyed>("submitImages", first);
    expect([code, data.object, data.status]).toEqual([202, "generation.task", "pending"]);
    expect(request_id).toMatch(/^req_[0-9A-F]{26}$/);
    const again = await submit({}, { ...key, ...KEYED });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await bodyOf<Keyed>("submitImages", again)).data.id).toBe(data.id);
    expect((await task(data.id)).status).toBe("completed");
  });

  it("gets the older response for an unknown version", async () => {
    const response = await submit({}, { "x-apimart-response-version": "1999-01-01" });
    expect(await bodyOf("submitImages", response)).toMatchObject({ data: [{ status: "submitted" }] });
  });

  it("is refused for another body", async () => {
    await submit({}, key);
    const response = await submit({ prompt: "A blue kite" }, key);
    expect(response.status).toBe(409);
    expect((await expectRefusal(response)).code).toBe("idempotency_key_reused");
  });

  it("can be used again after a refused request", async () => {
    simulator.next("apimart", "rate-limited");
    expect((await submit({}, key)).status).toBe(429);
    expect((await submit({ size: "5:1" }, key)).status).toBe(400);
    expect((await submit({}, key)).headers.get("idempotency-replayed")).toBeNull();
  });

  it.each(["", "a b", "a".repeat(192)])("of %j is refused", async (name) => {
    const response = await submit({}, { "idempotency-key": name });
    expect(response.status).toBe(400);
    expect((await expectRefusal(response)).message).toMatch(/1 to 191 visible ASCII/);
  });
});

describe("APIMart refuses", () => {
  it("a call without a key, in a body without a code", async () => {
    const response = await submit({}, { authorization: "" });
    expect(response.status).toBe(401);
    expect(await expectRefusal(response)).toEqual({ message: expect.any(String), type: "apimart_error" });
  });

  it("a key of another kind, in a body with a code", async () => {
    const response = await submit({}, { authorization: "Basic abc" });
    expect(await expectRefusal(response)).toMatchObject({ code: 401, type: "authentication_error" });
  });

  it.each([
    ["{", /not JSON/],
    [{ prompt: undefined }, /field prompt is missing/],
    [{ prompt: "" }, /prompt is not valid: it must not be empty/],
    [{ model: "doubao-seedream-9" }, /no model doubao-seedream-9/],
    [{ n: 0 }, /n is not valid: it must be at least 1/],
    [{ n: 16 }, /n is not valid: it cannot exceed 15/],
    [{ n: "2" }, /n is not valid: it must be integer/],
    [{ n: 2 }, /n is not valid: several images need at least one reference/],
    [
      { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 2 } },
      /max_images is not valid: several images need/,
    ],
    [{ sequential_image_generation: "auto" }, /several images need/],
    [{ n: 2, image_urls: links(14) }, /cannot exceed 15 together/],
    [{ image_urls: links(references.max + 1) }, new RegExp(`cannot exceed ${references.max}`)],
    [{ model: LITE, n: mostOfLite + 1 }, new RegExp(`cannot exceed ${mostOfLite}`)],
    [{ model: "seedream-5-0-pro", n: 2, image_urls: links(1) }, /at most 1/],
    [{ size: "5:1" }, /size is not valid: 5:1 is not one of 1:1, .*auto/],
    [{ size: "2048x2048" }, /2048x2048 is not one of/],
    [{ model: PRO, size: squareUpTo(leastOfPro - 1) }, `at least ${leastOfPro} pixels`],
    [{ model: PRO, size: squareFrom(mostOfPro + 1) }, `at most ${mostOfPro} pixels`],
    [
      { layer_decomposition: true, image_urls: links(1) },
      /layer_decomposition is not valid: the model does not accept/,
    ],
    [{ model: LITE, background: "transparent" }, /background is not valid: the model does not accept it/],
    [{ model: LITE, nsfw_check: true }, /nsfw_check is not valid: the model does not accept it/],
    [{ model: PRO, layer_decomposition: true }, /exactly one image/],
    [{ size: "toString" }, /is not one of/],
    [{ model: LITE, size: "9:21" }, /9:21 is not one of/],
    [{ size: "auto" }, /auto uses the aspect ratio of a reference image/],
    [{ resolution: "1K" }, /resolution is not valid: 1K is not one of 2K, 4K/],
    [{ resolution: "constructor" }, /is not one of 2K, 4K/],
    [{ image_urls: "https://example.com/a.png" }, /image_urls is not valid: it must be array/],
    [{ image_urls: [""] }, /a reference image is empty/],
    [{ image_urls: ["data:image/bmp;base64,Qk0="] }, /bmp is not one of jpeg, png, webp, gif/],
    [{ image_urls: [`data:image/png;base64,${"A".repeat(14_000_000)}`] }, /cannot exceed 10485760 bytes/],
    [{ optimize_prompt_options: { mode: "slow" } }, /must be one of: standard, fast/],
  ])("(%#)", async (request, message) => {
    const response = await submit(request);
    expect(response.status).toBe(400);
    expect(await expectRefusal(response)).toEqual({
      code: 400,
      message: typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message),
      type: "invalid_request_error",
    });
  });

  it("an unknown path", async () => {
    const response = await fetch("https://api.apimart.ai/v1/chat/completions", { method: "POST" });
    expect(response.status).toBe(404);
    expect((await response.json()).error).toMatchObject({ code: 404 });
  });
});

it("accepts the size auto with a reference image", async () => {
  expect((await submit({ size: "auto", image_urls: links(1) })).status).toBe(200);
});
