import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageRequest } from "../src/contract.ts";
import { InvalidRequestError } from "../src/errors.ts";
import { parsePixels, resolveSize } from "../src/size.ts";
import { answer, catalogue, createFake, json, request, scripted, settled } from "./fake-provider.ts";

const [spec, old] = catalogue.models;
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]);
const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);
const silent = () => {
  throw new Error("no finding expected");
};

async function send(asked: Partial<ImageRequest>, options = {}) {
  const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
  const outcome = await settled(createFake({ fetch }).generate({ ...request, ...asked }, options));
  return { outcome, sent: calls.length };
}

describe("a request that breaks a limit is refused before it is sent, with value and rule", () => {
  it.each<[string, Partial<ImageRequest>]>([
    ["1500x1500 has 2,250,000 pixels; seedream-9 on fake takes 3,686,400 to 16,777,216", { size: "1500x1500" }],
    ["9000x500 is 18.0000 times as wide as high; seedream-9 on fake takes 0.0625 to 16", { size: "9000x500" }],
    ['size is "3K"; seedream-9 on fake takes 2K, 4K, pixels such as 2048x2048', { size: "3K" }],
    ['size.resolution is "3K"; seedream-9 on fake takes 2K, 4K', { size: { aspectRatio: "1:1", resolution: "3K" } }],
    ['size.aspectRatio is "0:1"; it must look like 16:9', { size: { aspectRatio: "0:1" } }],
    ["count is 16; seedream-9 on fake takes whole numbers from 1 to 15", { count: 16 }],
    ["count is 1.5; seedream-9 on fake takes whole numbers from 1 to 15", { count: 1.5 }],
    ["images are 15; seedream-9 on fake takes at most 14", { images: Array(15).fill("https://a.test/1.png") }],
    [
      'images[0] is "ftp://a.test/b"; it must look like https://…, data:image/png;base64,…',
      { images: "ftp://a.test/b" },
    ],
    [
      "images[1] is no image of a format known here; seedream-9 on fake takes jpeg, png",
      { images: [png, new Uint8Array(4)] },
    ],
    ["images[0] is gif; seedream-9 on fake takes jpeg, png", { images: new Blob(["GIF89a"], { type: "image/png" }) }],
    [
      "images[0] has 1,200 bytes; seedream-9 on fake takes at most 1,000",
      { images: Uint8Array.from({ length: 1200 }, (_, i) => jpeg[i] ?? 0) },
    ],
    ["prompt is empty; say what to make", { prompt: " " }],
    ["seedream-8 on fake is not offered in region here; it is in there", { model: "seedream-8" }],
    ["images are 1; seedream-8 on fake takes none", { model: "wire-8", images: jpeg }],
    ["count is 2; seedream-8 on fake takes 1", { model: "wire-8", count: 2 }],
    ["seed is 11; seedream-8 on fake takes whole numbers from -1 to 10", { model: "wire-8", seed: 11 }],
    ['size is "1000x1000"; seedream-8 on fake takes 1K, adaptive', { model: "wire-8", size: "1000x1000" }],
  ])("%s", async (message, asked) => {
    const { outcome, sent } = await send(asked);
    expect(outcome).toBeInstanceOf(InvalidRequestError);
    expect((outcome as Error).message).toContain(message);
    expect(sent).toBe(0);
  });

  it("all of them at once", async () => {
    const { outcome } = await send({ size: "3K", count: 99 });
    expect(String(outcome)).toMatch(/size is "3K".*; count is 99/);
  });

  it.each<[string, object]>([
    ["images", { images: [null] }],
    ["size", { size: null }],
    ["output", { output: null }],
    ["images", { images: Symbol("x") }],
  ])("also when its %s is nothing that can be read", async (_, asked) => {
    const { outcome, sent } = await send(asked);
    expect(outcome).toBeInstanceOf(InvalidRequestError);
    expect(sent).toBe(0);
  });

  it("unless validation only warns, or is off", async () => {
    const warned = await send({ size: "1500x1500" }, { validation: "warn" });
    expect(warned.outcome).toMatchObject({ warnings: [{ type: "limit", feature: "size" }] });
    const off = await send({ size: "1500x1500" }, { validation: "off" });
    expect(off.outcome).toMatchObject({ warnings: [] });
  });

  it("but never for a model that is not known here", async () => {
    const { outcome } = await send({ model: "ep-20261121-abcde", size: "640x480", count: 12, seed: 5 });
    expect(outcome).toMatchObject({ warnings: [] });
  });
});

describe("what a model cannot do is left out with a warning", () => {
  it.each<[string, Partial<ImageRequest>]>([
    ["seed", { seed: 1 }],
    ["promptOptimization", { promptOptimization: "fast" }],
    ["output.format", { output: { format: "png" } }],
  ])("%s", async (feature, asked) => {
    expect((await send(asked)).outcome).toMatchObject({ warnings: [{ type: "unsupported", feature }] });
  });

  it("output.delivery, where there is another", async () => {
    const { outcome } = await send({ model: "wire-8", output: { delivery: "inline" } });
    expect(outcome).toMatchObject({
      warnings: [
        { type: "advice", feature: "model", message: expect.stringContaining("shut down") },
        {
          type: "unsupported",
          feature: "output.delivery",
          message: "output.delivery was left out: seedream-8 on fake takes url",
        },
      ],
    });
  });

  it("references and outputs over a limit that is not enforced are sent with advice", async () => {
    const { outcome } = await send({ images: Array(14).fill("https://a.test/1.png"), count: 2 });
    expect(outcome).toMatchObject({ warnings: [{ type: "advice", feature: "count" }] });
  });
});

describe("a size", () => {
  it("of a proportion is the one that the provider recommends", () => {
    expect(resolveSize({ aspectRatio: "16:9", resolution: "2K" }, spec, silent)).toMatchObject({ text: "2848x1600" });
    expect(resolveSize({ aspectRatio: "1:1", resolution: "4K" }, spec, silent)).toMatchObject({ text: "4096x4096" });
  });

  it("without a resolution is at that of the default size", () => {
    expect(resolveSize({ aspectRatio: "16:9" }, spec, silent)).toMatchObject({ tier: "2K" });
    expect(resolveSize({ aspectRatio: "16:9" }, undefined, silent)).toMatchObject({ tier: "2K" });
    expect(resolveSize({ aspectRatio: "1:1" }, old, silent)).toMatchObject({ tier: "1K", text: "1024x1024" });
  });

  it("of any other proportion has it, at the area of the resolution", () => {
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(side, side, fc.constantFrom("2K" as const, "4K" as const), (width, height, resolution) => {
        fc.pre(width / height <= 8 && height / width <= 8);
        const { text = "" } = resolveSize({ aspectRatio: `${width}:${height}`, resolution }, undefined, silent);
        const [w, h] = parsePixels(text) ?? [0, 0];
        const area = (resolution === "2K" ? 2048 : 4096) ** 2;
        expect(Math.abs(w / h / (width / height) - 1)).toBeLessThan(0.04);
        expect(Math.abs((w * h) / area - 1)).toBeLessThan(0.04);
      }),
    );
  });

  it("in pixels is taken exactly within the model's limits", () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const findings: string[] = [];
        resolveSize(`${width}x${height}`, spec, (_, rule) => findings.push(rule));
        const legal =
          width * height >= 3_686_400 &&
          width * height <= 16_777_216 &&
          width / height >= 1 / 16 &&
          width / height <= 16;
        expect(findings.length === 0).toBe(legal);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a reference image", () => {
  const urls = async (images: ImageRequest["images"]) => {
    const { toReferences } = await import("../src/reference.ts");
    return toReferences(Array.isArray(images) ? images : [images], spec, silent);
  };

  it("given as bytes becomes a data: URI of the type that the bytes are", async () => {
    expect(await urls([jpeg, new Blob([png], { type: "image/jpeg" })])).toEqual([
      `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`,
      `data:image/png;base64,${Buffer.from(png).toString("base64")}`,
    ]);
  });

  it("given as a URL is sent as it is", async () => {
    expect(await urls([new URL("https://a.test/b.png"), "http://a.test/c"])).toEqual([
      "https://a.test/b.png",
      "http://a.test/c",
    ]);
  });

  it("of any bytes survives the way to Base64 and back", async () => {
    const { fromBase64, toBase64 } = await import("../src/base64.ts");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100_000 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each([
    ["webp", "RIFF\x01\x02\x03\x04WEBPVP8 "],
    ["webp", "RIFF\xff\xff\xff\xffWEBPVP8L"],
    ["gif", "GIF89a"],
    ["bmp", "BM\x36\x00\x0c\x00"],
    ["tiff", "II*\0\x08\0\0\0"],
    ["tiff", "MM\0*\0\0\0\x08"],
    ["heic", "\0\0\0\x18ftypheic\0\0\0\0"],
    ["heic", "\0\0\0\x18ftyphevc\0\0\0\0"],
    ["heif", "\0\0\0\x18ftypmif1\0\0\0\0"],
    [undefined, "<html>"],
    [undefined, "RIFF\x01\x02\x03\x04WAVEfmt "],
  ])("is known as %s by its content", async (format, bytes) => {
    const [{ sniffFormat }, { anyFormat }] = await Promise.all([
      import("../src/media-type.ts"),
      import("../src/any-format.ts"),
    ]);
    expect(sniffFormat(Buffer.from(bytes, "latin1").toString("base64"), anyFormat)).toBe(format);
  });
});

it("a price is that of the images made, by their size and in the client's region", async () => {
  const { estimateCost } = await import("../src/price.ts");
  expect(estimateCost(spec, [2048 ** 2, 4096 ** 2], "here")).toEqual({
    amount: 0.12,
    currency: "USD",
    asOf: "2026-11",
  });
  expect(
    estimateCost(
      spec,
      [0.1, 0.1, 0.1].map(() => 1),
      "here",
    )?.amount,
  ).toBe(0.12);
  expect(estimateCost(spec, [1], "there")).toBeUndefined();
  expect(estimateCost(old, [1], "here")).toBeUndefined();
});
