import { describe, expect, expectTypeOf, it } from "vitest";
import type { OptionsOf, Scenario, Simulator } from "../src/index.ts";
import { poll, submitted } from "./apimart.ts";
import { BYTEPLUS, generate, simulate } from "./ark.ts";

const simulator = simulate();
const status = async (body: object = {}, address?: string) => (await generate(body, address)).status;

describe("when()", () => {
  it("applies to every call with a matching prompt", async () => {
    simulator.when("ark", { prompt: /lighthouse/gi }, "rate-limited");
    simulator.when("ark", { prompt: "red" }, "internal-error");
    expect(await status({ prompt: "A Lighthouse" })).toBe(429);
    expect(await status({ prompt: "A red Lighthouse" })).toBe(429);
    expect(await status({ prompt: "A red kite" })).toBe(500);
    expect(await status({ prompt: "A kite" })).toBe(200);
  });

  it("applies to every call of a model, by its whole name", async () => {
    simulator.when("ark", { model: "doubao-seedream-4-0-250828" }, "internal-error");
    simulator.when("ark", { model: /^ep-/, prompt: "kite" }, "rate-limited");
    expect(await status({ model: "doubao-seedream-4-0-250828" })).toBe(500);
    expect(await status({ model: "doubao-seedream-4-0" })).toBe(404);
    expect(await status({ model: "ep-1", prompt: "A kite" })).toBe(429);
    expect(await status({ model: "ep-1", prompt: "A tree" })).toBe(200);
  });

  it("applies if a function of the call returns true", async () => {
    simulator.when(
      "ark",
      ({ region, operation }) => `${region} ${operation}` === "ap-southeast generateImages",
      "slow",
      {
        delay: 60,
      },
    );
    const start = performance.now();
    await status({ model: "seedream-4-5-251128" }, BYTEPLUS);
    expect(performance.now() - start).toBeGreaterThan(55);
  });

  it("ignores calls without a model or prompt, and bodies that are not objects", async () => {
    simulator.when("ark", { prompt: "a" }, "rate-limited");
    simulator.when("ark", { model: /./ }, "rate-limited");
    expect([
      await status({ model: 1, prompt: 2 }),
      (await generate("null")).status,
      (await generate("{")).status,
    ]).toEqual([400, 400, 400]);
  });
});

describe("always()", () => {
  it("applies until it is ended, if no other scenario is set", async () => {
    simulator.always("ark", "internal-error");
    simulator.when("ark", { prompt: "blocked" }, "content-blocked");
    simulator.next("ark", "rate-limited");
    expect([await status(), await status(), await status({ prompt: "blocked" }), await status()]).toEqual([
      429, 500, 400, 500,
    ]);
    simulator.always("ark", undefined);
    expect(await status()).toBe(200);
  });

  it("ends with a reset, as when() does", async () => {
    simulator.always("ark", "internal-error");
    simulator.when("ark", {}, "rate-limited");
    simulator.reset();
    expect(await status()).toBe(200);
  });

  it("applies only to calls that accept its scenario", async () => {
    simulator.always("apimart", "task-failed");
    const id = await submitted({});
    const { data } = await (await poll(id)).json();
    expect(data.status).toBe("failed");
  });
});

describe("rate-limited", () => {
  it.each([
    [{}, "1"],
    [{ retryAfter: 30 }, "30"],
    [{ retryAfter: new Date(0) }, "Thu, 01 Jan 1970 00:00:00 GMT"],
    [{ retryAfter: false }, null],
  ] as const)("sends Retry-After as set: %j", async (options, expected) => {
    simulator.next("ark", "rate-limited", options);
    expect((await generate({})).headers.get("retry-after")).toBe(expected);
  });
});

describe("a queued scenario", () => {
  it("is refused with an invalid time", () => {
    expect(() => simulator.next("ark", "slow", { delay: -1 })).toThrow(
      /delay is -1: it must be a number of milliseconds/,
    );
    expect(() => simulator.always("ark", "rate-limited", { retryAfter: Number.NaN })).toThrow(/retryAfter is NaN/);
    expect(() => simulator.next("ark", "rate-limited", { retryAfter: new Date("soon") })).toThrow(
      /retryAfter is Invalid Date: it must be a number of seconds, 0 or more, a Date, or false/,
    );
  });

  it("is refused after a thousand others", () => {
    for (let count = 0; count < 1000; count++) simulator.next("ark", "slow");
    expect(() => simulator.next("ark", "slow")).toThrow(/1000 scenarios are in the queue/);
  });

  it("is typed by provider and by scenario", () => {
    const queue = (simulator: Simulator) => {
      simulator.when("apimart", { prompt: /kite/ }, "task-stuck");
      simulator.always("302ai", "rate-limited", { retryAfter: 2 });
      // @ts-expect-error Anyfast has no stream to drop.
      simulator.always("anyfast", "dropped-mid-stream");
      // @ts-expect-error Ark has no tasks.
      simulator.when("ark", {}, "task-stuck");
      // @ts-expect-error A refusal by moderation has no Retry-After.
      simulator.next("ark", "content-blocked", { retryAfter: 2 });
      // @ts-expect-error A rate limit has no delay.
      simulator.next("ark", "rate-limited", { delay: 2 });
      // @ts-expect-error A call has no colour.
      simulator.when("ark", { colour: "red" }, "slow");
    };
    expect(queue).toBeTypeOf("function");
    expectTypeOf<OptionsOf<"slow">>().toEqualTypeOf<{ readonly delay?: number }>();
    expectTypeOf<OptionsOf<"content-blocked">>().toBeNever();
    expectTypeOf<"task-stuck">().toExtend<Scenario<"apimart">>();
    expectTypeOf<"task-stuck">().not.toExtend<Scenario<"ark">>();
  });
});

describe("images", () => {
  it("lists the links of the images that were made", async () => {
    const { data } = await (await generate({})).json();
    expect(simulator.images).toEqual([data[0].url]);
    simulator.reset();
    expect(simulator.images).toEqual([]);
  });
});
