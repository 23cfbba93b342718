import { describe, expect, it } from "vitest";
import { scenarios } from "../src/index.ts";
import { collect, expectRefusal, generate, short, simulate, THREE, whole } from "./ark.ts";

const simulator = simulate();
const seen = new Set<string>();

const refusals = [
  ["content-blocked", 400, "InputTextSensitiveContentDetected", "BadRequest"],
  ["rate-limited", 429, "ModelAccountIpmRateLimitExceeded", "TooManyRequests"],
  ["internal-error", 500, "InternalServiceError", "InternalServerError"],
  ["insufficient-balance", 403, "AccountOverdueError", "Forbidden"],
] as const;

describe.each([false, true])("with stream: %s", (stream) => {
  it.each(refusals)("%s is HTTP %i", async (scenario, status, code, type) => {
    seen.add(scenario);
    simulator.next("ark", scenario);
    const response = await generate({ ...THREE, stream });
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
    expect(expectRefusal(status, await response.json())).toMatchObject({ code, type });
    expect((await generate({ stream })).status).toBe(200);
  });
});

describe("one-image-blocked", () => {
  it("keeps the other images of a whole group", async () => {
    seen.add("one-image-blocked");
    simulator.next("ark", "one-image-blocked");
    const { data, error, usage } = await whole(await generate({ ...THREE, size: "2496x1664" }));
    expect(data?.map((item) => item.error?.code ?? "made")).toEqual([
      "made",
      "OutputImageSensitiveContentDetected",
      "made",
    ]);
    expect(data?.[1]).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
    expect(error).toBeUndefined();
    expect(usage).toEqual({ generated_images: 2, output_tokens: 32448, total_tokens: 32448 });
  });

  it("keeps the other images of a streamed group", async () => {
    simulator.next("ark", "one-image-blocked");
    const { got, broke } = await collect(await generate({ ...THREE, stream: true }));
    expect(broke).toBe(false);
    expect(got.map(short)).toEqual([
      "partial_succeeded 0",
      "partial_failed 1 OutputImageSensitiveContentDetected",
      "partial_succeeded 2",
      "completed",
    ]);
    expect(got.at(-1)?.usage?.generated_images).toBe(2);
  });

  it("leaves no image if only one was requested", async () => {
    simulator.next("ark", "one-image-blocked");
    const body = await whole(await generate({}));
    expect(body.data).toBeUndefined();
    expect(body.error?.code).toBe("OutputImageSensitiveContentDetected");
    expect(body.usage.generated_images).toBe(0);
    simulator.next("ark", "one-image-blocked");
    const { got } = await collect(await generate({ stream: true }));
    expect(got.map(short)).toEqual(["partial_failed 0 OutputImageSensitiveContentDetected", "completed"]);
  });
});

describe("group-ends-at-internal-error", () => {
  it("attempts nothing after the error", async () => {
    seen.add("group-ends-at-internal-error");
    simulator.next("ark", "group-ends-at-internal-error");
    const { data, usage } = await whole(await generate(THREE));
    expect(data?.map((item) => item.error?.code ?? "made")).toEqual(["made", "InternalServiceError"]);
    expect(usage.generated_images).toBe(1);
    simulator.next("ark", "group-ends-at-internal-error");
    const { got } = await collect(await generate({ ...THREE, stream: true }));
    expect(got.map(short)).toEqual(["partial_succeeded 0", "partial_failed 1 InternalServiceError", "completed"]);
  });
});

describe("dropped-mid-stream", () => {
  it("breaks a stream after its first image", async () => {
    seen.add("dropped-mid-stream");
    simulator.next("ark", "dropped-mid-stream");
    const response = await generate({ ...THREE, stream: true });
    expect(response.status).toBe(200);
    const { got, broke } = await collect(response);
    expect(got.map(short)).toEqual(["partial_succeeded 0"]);
    expect(broke).toBe(true);
  });

  it("breaks a whole response in its middle", async () => {
    simulator.next("ark", "dropped-mid-stream");
    const response = await generate(THREE);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(TypeError);
  });
});

describe("gateway-html", () => {
  it("responds with an HTML page, unlike the provider itself", async () => {
    seen.add("gateway-html");
    simulator.next("ark", "gateway-html");
    const response = await generate({});
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
  });
});

describe("expired-link", () => {
  it("makes links that are refused, and does not affect other links", async () => {
    seen.add("expired-link");
    simulator.next("ark", "expired-link");
    const { data } = await whole(await generate(THREE));
    const fine = await whole(await generate(THREE));
    expect(data).toHaveLength(3);
    const response = await fetch(data?.[1]?.url ?? "");
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("expired")]);
    expect((await fetch(fine.data?.[1]?.url ?? "")).status).toBe(200);
  });
});

describe("slow", () => {
  it.each([false, true])("waits as long as set before the first byte; stream: %s", async (stream) => {
    seen.add("slow");
    simulator.next("ark", "slow", { delay: 120 });
    const start = performance.now();
    const response = await generate({ stream });
    expect(performance.now() - start).toBeGreaterThan(110);
    expect(response.status).toBe(200);
  });
});

describe("a scenario", () => {
  it("can be named in the prompt, only for this call", async () => {
    expect((await generate({ prompt: "A kite [scenario:rate-limited] in the sky" })).status).toBe(429);
    expect((await generate({})).status).toBe(200);
  });

  it("is refused if the prompt has an unknown name, with a list of all names", async () => {
    const response = await generate({ prompt: "[scenario:rate-limit]" });
    const { message } = expectRefusal(400, await response.json());
    expect(message).toMatch(/no scenario "rate-limit"; it has content-blocked, .*rate-limited/);
  });

  it("is refused by next() under an unknown name, and does not compile", () => {
    // @ts-expect-error Not a scenario of Ark.
    expect(() => simulator.next("ark", "task-stuck")).toThrow(
      /"task-stuck" is not a scenario of ark; it has content-blocked/,
    );
    // @ts-expect-error Not a provider.
    expect(() => simulator.next("acme", "rate-limited")).toThrow(/"acme" is not a provider/);
    expect(() => Reflect.apply(simulator.when, undefined, ["acme", {}, "rate-limited"])).toThrow(RangeError);
  });

  it("waits in the queue, and is gone after a reset", async () => {
    simulator.next("ark", "rate-limited");
    simulator.next("ark", "internal-error");
    expect([(await generate({})).status, (await generate({})).status, (await generate({})).status]).toEqual([
      429, 500, 200,
    ]);
    simulator.next("ark", "rate-limited");
    simulator.reset();
    expect((await generate({})).status).toBe(200);
  });

  it("of an account applies before the request is checked, and of content after", async () => {
    simulator.next("ark", "rate-limited");
    expect((await generate({ size: "1x1" })).status).toBe(429);
    simulator.next("ark", "content-blocked");
    expect(expectRefusal(400, await (await generate({ size: "1x1" })).json()).code).toBe("InvalidParameter");
  });

  it("has a test for every name", () => {
    expect([...seen].sort()).toEqual([...scenarios.ark].sort());
  });
});
