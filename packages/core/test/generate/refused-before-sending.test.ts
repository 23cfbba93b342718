import { describe, expect, it } from "vitest";
import { InvalidRequestError } from "../../src/contract/errors.ts";
import type { CallOptions } from "../../src/contract/options.ts";
import type { ImageRequest } from "../../src/contract/request.ts";
import { answer, createFake, json, request, scripted, settled } from "../fake-provider.ts";

const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]);
const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);

async function send(asked: Partial<ImageRequest>, options: CallOptions = {}) {
  const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
  const outcome = await settled(createFake({ fetch }).generate({ ...request, ...asked }, options));
  return { outcome, sent: calls.length };
}

describe("a request that breaks a limit", () => {
  it.each<[string, Partial<ImageRequest>]>([
    ["size 1500x1500 has 2,250,000 pixels; seedream-9 on fake accepts 3,686,400 to 16,777,216", { size: "1500x1500" }],
    ["size 9000x500 has an aspect ratio of 18; seedream-9 on fake accepts 0.0625 to 16", { size: "9000x500" }],
    ['size is "3K"; seedream-9 on fake accepts 2K, 4K, pixels such as 2048x2048', { size: "3K" }],
    ['size.resolution is "3K"; seedream-9 on fake accepts 2K, 4K', { size: { aspectRatio: "1:1", resolution: "3K" } }],
    ['size.aspectRatio is "0:1"; it must look like "16:9" and be at most 1000:1', { size: { aspectRatio: "0:1" } }],
    ["count is 16; seedream-9 on fake accepts whole numbers from 1 to 15", { count: 16 }],
    ["count is 1.5; seedream-9 on fake accepts whole numbers from 1 to 15", { count: 1.5 }],
    [
      "images has 15 entries; seedream-9 on fake accepts at most 14",
      { images: Array(15).fill("https://a.test/1.png") },
    ],
    [
      'images[0] is "ftp://a.test/b"; pass bytes, a link such as https://…, or data:image/png;base64,…',
      { images: "ftp://a.test/b" },
    ],
    [
      "images[1] is not an image of a known format; seedream-9 on fake accepts jpeg, png",
      { images: [png, new Uint8Array(4)] },
    ],
    ["images[0] is gif; seedream-9 on fake accepts jpeg, png", { images: new Blob(["GIF89a"], { type: "image/png" }) }],
    [
      "images[0] has 1,200 bytes; seedream-9 on fake accepts at most 1,000",
      { images: Uint8Array.from({ length: 1200 }, (_, i) => jpeg[i] ?? 0) },
    ],
    ["prompt is empty; describe the image", { prompt: " " }],
    ["n is not a field of the request; put fields of fake into native", { n: 2 } as object],
    ['model is "seedream-8"; it is not offered in region here, but in there', { model: "seedream-8" }],
    ["images has 1 entry; seedream-8 on fake accepts none", { model: "wire-8", images: jpeg }],
    ["count is 2; seedream-8 on fake accepts 1", { model: "wire-8", count: 2 }],
    ["seed is 11; seedream-8 on fake accepts whole numbers from -1 to 10", { model: "wire-8", seed: 11 }],
    ['size is "1000x1000"; seedream-8 on fake accepts 1K, adaptive', { model: "wire-8", size: "1000x1000" }],
  ])("is refused before it is sent: %s", async (message, asked) => {
    const { outcome, sent } = await send(asked);
    expect(outcome).toBeInstanceOf(InvalidRequestError);
    expect(outcome).toMatchObject({ message: `${message} [fake]`, charged: "no", retryable: false });
    expect(sent).toBe(0);
  });

  it("is refused with all of its issues at once", async () => {
    const { outcome } = await send({ size: "3K", count: 99 });
    expect(String(outcome)).toMatch(/size is "3K".*; count is 99/);
  });

  it("is sent if validation only warns, or is off", async () => {
    const warned = await send({ size: "1500x1500" }, { validation: "warn" });
    expect(warned.outcome).toMatchObject({ warnings: [{ type: "limit", feature: "size" }] });
    const off = await send({ size: "1500x1500" }, { validation: "off" });
    expect(off.outcome).toMatchObject({ warnings: [] });
    expect([warned.sent, off.sent]).toEqual([1, 1]);
  });

  it("is sent if its model is unknown", async () => {
    const { outcome } = await send({ model: "ep-20261121-abcde", size: "640x480", count: 12, seed: 5 });
    expect(outcome).toMatchObject({ warnings: [] });
  });
});

describe("a request with a type that only JavaScript allows", () => {
  it.each<[string, object]>([
    ["model is 5; its type must be string", { model: 5 }],
    ["prompt is null; its type must be string", { prompt: null }],
    ["size is null; its type must be string or object", { size: null }],
    ["size is 2048; its type must be string or object", { size: 2048 }],
    ['count is "2"; its type must be number', { count: "2" }],
    ["count is 2; its type must be number", { count: 2n }],
    ["count is Symbol(2); its type must be number", { count: Symbol("2") }],
    ["seed is 7; its type must be number", { seed: 7n }],
    ['output is "png"; its type must be object', { output: "png" }],
    ['watermark is "no"; its type must be boolean', { watermark: "no" }],
    ["native is 1,2; its type must be object", { native: [1, 2] }],
  ])("is refused before it is sent, also if validation is off: %s", async (message, asked) => {
    for (const validation of ["error", "off"] as const) {
      const { outcome, sent } = await send(asked, { validation });
      expect(outcome).toBeInstanceOf(InvalidRequestError);
      expect(outcome).toMatchObject({ message: expect.stringContaining(`${message} [fake`), charged: "no" });
      expect(sent).toBe(0);
    }
  });

  it.each(["a cat", null, undefined])("is refused where it is not an object: %s", async (asked) => {
    const { fetch, calls } = scripted();
    for (const method of ["generate", "validate"] as const) {
      const outcome = await settled(Reflect.apply(createFake({ fetch })[method], undefined, [asked]));
      expect(outcome).toBeInstanceOf(InvalidRequestError);
      expect(outcome).toMatchObject({ message: expect.stringMatching(/^The request cannot be read: ./) });
    }
    expect(calls).toEqual([]);
  });
});

describe("a request that cannot be read", () => {
  const throwing = (field: string) =>
    Object.defineProperty({}, field, {
      get: () => {
        throw new TypeError("null");
      },
    });

  it.each([
    ["a getter of the request", [throwing("count"), {}]],
    ["a proxy", [new Proxy({}, throwing("get")), {}]],
    ["a getter of the options", [request, throwing("timeout")]],
    ["options that are null", [request, null]],
    ["a signal that is not an AbortSignal", [request, { signal: {} }]],
  ])("because of %s is refused with the reason", async (_, given) => {
    const { fetch, calls } = scripted();
    const outcome = await settled(Reflect.apply(createFake({ fetch }).generate, undefined, given));
    expect(outcome).toBeInstanceOf(InvalidRequestError);
    expect(outcome).toMatchObject({ message: expect.stringMatching(/^The request cannot be read: /), charged: "no" });
    expect(calls).toEqual([]);
  });

  it.each<[string, object]>([
    ["size", { size: throwing("aspectRatio") }],
    ["output", { output: throwing("delivery") }],
  ])("because of its %s is refused with the reason before it is sent, also if validation is off", async (_, asked) => {
    const { outcome, sent } = await send(asked, { validation: "off" });
    expect(outcome).toBeInstanceOf(InvalidRequestError);
    expect(outcome).toMatchObject({
      message: expect.stringMatching(/^The request cannot be read: .*null/),
      provider: "fake",
      charged: "no",
      cause: expect.any(TypeError),
    });
    expect(sent).toBe(0);
  });

  it.each([undefined, null, "a kite"])("because it is %j is refused before it is sent", async (asked) => {
    const { fetch, calls } = scripted();
    const outcome = await settled(createFake({ fetch }).generate(asked as never));
    expect(outcome).toBeInstanceOf(InvalidRequestError);
    expect(calls).toHaveLength(0);
  });

  it.each<[object, string]>([
    [{ images: [null] }, "null"],
    [{ images: Symbol("x") }, "Symbol(x)"],
  ])("because of %o is refused before it is sent, also if validation is off", async (asked, shown) => {
    const { outcome, sent } = await send(asked, { validation: "off" });
    expect(outcome).toBeInstanceOf(InvalidRequestError);
    expect(String(outcome)).toContain(`images[0] is ${shown}; pass bytes, a link such as https://…`);
    expect(sent).toBe(0);
  });
});

describe("a request for more than its model can do", () => {
  it.each<[string, Partial<ImageRequest>]>([
    ["seed", { seed: 1 }],
    ["promptOptimization", { promptOptimization: "fast" }],
    ["output.format", { output: { format: "png" } }],
  ])("is sent without %s, with a warning on the result", async (feature, asked) => {
    const { outcome, sent } = await send(asked);
    expect(outcome).toMatchObject({ warnings: [{ type: "unsupported", feature }] });
    expect(sent).toBe(1);
  });

  it("is sent with the delivery that the model has, with a warning on the result", async () => {
    const { outcome } = await send({ model: "wire-8", output: { delivery: "inline" } });
    expect(outcome).toMatchObject({
      warnings: [
        { type: "advice", feature: "model", message: expect.stringContaining("shut down") },
        {
          type: "unsupported",
          feature: "output.delivery",
          message: 'output.delivery "inline" was dropped; seedream-8 on fake accepts url',
        },
      ],
    });
  });

  it("is sent with advice where the provider does not enforce the limit", async () => {
    const { outcome } = await send({ images: Array(14).fill("https://a.test/1.png"), count: 2 });
    expect(outcome).toMatchObject({ warnings: [{ type: "advice", feature: "count" }] });
  });
});
