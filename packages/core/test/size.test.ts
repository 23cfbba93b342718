import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageSize } from "../src/contract.ts";
import type { ModelSpec } from "../src/models.ts";
import { isTier, parsePixels, resolveSize, within } from "../src/size.ts";
import { catalogue } from "./fake-provider.ts";

const [free, fixed] = catalogue.models;
if (!free || !fixed) throw new Error("The catalogue has two models");

const withSize = (size: Partial<ModelSpec["size"]>, model = fixed): ModelSpec => ({
  ...model,
  size: { ...model.size, ...size },
});

/** A size, resolved, and what there was to note of it. */
function resolved(size: unknown, spec?: ModelSpec) {
  const notes: unknown[] = [];
  const result = resolveSize(size as ImageSize | undefined, spec, (...note) => notes.push(note));
  return { ...result, notes };
}

describe("pixels", () => {
  it("are two whole numbers and an x between them, and nothing else", () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (width, height) => {
        expect(parsePixels(`${width}x${height}`)).toEqual([width, height]);
      }),
    );
  });

  it.each(["", "2K", "2048", "2048x", "x2048", "x2048x2048", "2048x2048px", "2048x2048\n", "2048X2048", "1:1", "-1x1"])(
    "are not %j",
    (text) => {
      expect(parsePixels(text)).toBeUndefined();
    },
  );

  it("of more than six digits are none", () => {
    expect(parsePixels("999999x999999")).toEqual([999_999, 999_999]);
    expect(parsePixels("1000000x1")).toBeUndefined();
    expect(parsePixels("1x1000000")).toBeUndefined();
  });
});

describe("a resolution", () => {
  it.each(["1K", "2K", "12K", "0.5K", "1.25K"])("is %s", (text) => {
    expect(isTier(text)).toBe(true);
  });

  it.each(["", "K", "2", "2k", "2KB", "x2K", ".5K", "1.K", "1.xK", "2048x2048"])("is not %j", (text) => {
    expect(isTier(text)).toBe(false);
  });
});

it("a range holds its own ends", () => {
  expect([1, 2, 3, 4, 5].map((value) => within(value, [2, 4]))).toEqual([false, true, true, true, false]);
});

describe("a size that is not asked for", () => {
  it("is the default of the model, or none", () => {
    expect(resolved(undefined, free)).toEqual({ text: "2048x2048", notes: [] });
    const { default: _, ...size } = fixed.size;
    expect(resolved(undefined, { ...fixed, size })).toEqual({ text: undefined, notes: [] });
    expect(resolved(undefined)).toEqual({ text: undefined, notes: [] });
  });
});

describe("a size in words or pixels", () => {
  it("goes as it is, whatever it is, to a model that is not known", () => {
    expect(resolved("huge")).toEqual({ text: "huge", notes: [] });
  });

  it("is taken if the model lists it: a resolution, a word, or pixels of its tables", () => {
    for (const size of ["1K", "adaptive", "1024x1024"])
      expect(resolved(size, fixed)).toEqual({ text: size, notes: [] });
    for (const size of ["2K", "4K", "3000x2000"]) expect(resolved(size, free)).toEqual({ text: size, notes: [] });
  });

  it("is noted with what would do if the model does not list it", () => {
    expect(resolved("2000x2000", fixed).notes).toEqual([["size", "choice", "2000x2000", ["1K", "adaptive"]]]);
    expect(resolved("3K", free).notes).toEqual([["size", "choice", "3K", ["2K", "4K"]]]);
    const { keywords: _, ...size } = fixed.size;
    expect(resolved("2K", { ...fixed, size }).notes).toEqual([["size", "choice", "2K", ["1K"]]]);
  });

  it("is noted with the range if its pixels or its proportion lie outside", () => {
    expect(resolved("1920x1919", free).notes).toEqual([["size", "pixels", "1920x1919", [3_686_400, 16_777_216]]]);
    expect(resolved("9000x500", free).notes).toEqual([["size", "ratio", "9000x500", [1 / 16, 16]]]);
    expect(resolved("500x9000", free).notes).toEqual([["size", "ratio", "500x9000", [1 / 16, 16]]]);
    expect(resolved("1920x1920", free).notes).toEqual([]);
  });

  it("of any pixels is taken by a model that names no range", () => {
    const open = withSize({ custom: true });
    expect(resolved("1x9999", open)).toEqual({ text: "1x9999", notes: [] });
  });
});

describe("a size by proportion", () => {
  it("is what the table of the model says, at the resolution asked for", () => {
    expect(resolved({ aspectRatio: "16:9", resolution: "2K" }, free)).toEqual({
      text: "2848x1600",
      aspectRatio: "16:9",
      tier: "2K",
      notes: [],
    });
  });

  it.each([
    ["2K", "2K"],
    ["4K", "4K"],
    ["2048x2048", "2K"],
    ["4096x4096", "4K"],
    ["1024x1024", "1K"],
    ["1:1", "2K"],
    [undefined, "2K"],
  ] as const)("where the model makes %s unasked is at %s", (usual, tier) => {
    const { default: _, ...size } = free.size;
    const spec = { ...free, size: { ...size, tiers: {}, ...(usual && { default: usual }) } };
    expect(resolved({ aspectRatio: "1:1" }, spec).tier).toBe(tier);
    expect(resolved({ aspectRatio: "1:1", resolution: "3K" }, spec).tier).toBe("3K");
  });

  it("at a model that is not known is reckoned, at 2K unless asked otherwise", () => {
    expect(resolved({ aspectRatio: "1:1" })).toEqual({ text: "2048x2048", aspectRatio: "1:1", tier: "2K", notes: [] });
    expect(resolved({ aspectRatio: "4:1" }).text).toBe("4096x1024");
    expect(resolved({ aspectRatio: "1:1", resolution: "1.5K" }).text).toBe("1536x1536");
  });

  it.each([
    ["1.25:1", "2288x1824"],
    ["12.25:10.75", "2176x1904"],
    ["0.25:1", "1024x4096"],
    ["1:0.25", "4096x1024"],
  ])("may be %s, which is %s", (aspectRatio, text) => {
    expect(resolved({ aspectRatio })).toMatchObject({ text, notes: [] });
  });

  it.each([
    "",
    "1",
    "1:",
    ":1",
    "16x9",
    "x16:9",
    "16:9x",
    "16:9.",
    "1.x:1",
    "1:1.x",
    "-1:1",
    "0:1",
    "1:0",
    "0:0",
    "1000:1",
    "1:1000",
  ])("may not be %j", (aspectRatio) => {
    expect(resolved({ aspectRatio })).toMatchObject({
      text: undefined,
      notes: [["size.aspectRatio", "form", aspectRatio]],
    });
  });

  it.each(["999:1", "1:999"])("may be as narrow as %s: the limits of the model speak then", (aspectRatio) => {
    expect(resolved({ aspectRatio }, free).notes.flat()).toContain("size");
    expect(parsePixels(resolved({ aspectRatio, resolution: "1K" }).text ?? "")).not.toContain(0);
  });

  it.each(["2k", "", "2048x2048", "huge"])("at %j is noted", (resolution) => {
    expect(resolved({ aspectRatio: "1:1", resolution }, free).notes).toEqual([["size.resolution", "form", resolution]]);
  });

  it("at a resolution that the model does not offer is noted, with those that it does", () => {
    expect(resolved({ aspectRatio: "1:1", resolution: "3K" }, free).notes).toEqual([
      ["size.resolution", "choice", "3K", ["2K", "4K"]],
    ]);
  });

  it("that a model without sizes of its own does not list is noted, with those that it does", () => {
    const asked = { aspectRatio: "3:2", resolution: "1K" };
    expect(resolved(asked, fixed)).toMatchObject({
      text: undefined,
      notes: [["size.aspectRatio", "choice", "3:2", ["1:1", "adaptive"]]],
    });
    const { keywords: _, ...size } = fixed.size;
    expect(resolved(asked, { ...fixed, size }).notes).toEqual([["size.aspectRatio", "choice", "3:2", ["1:1"]]]);
    expect(resolved({ aspectRatio: "3:2" }, withSize({ tiers: {} })).notes).toEqual([
      ["size.aspectRatio", "choice", "3:2", ["adaptive"]],
    ]);
  });

  it("is held to the limits of the model also where it is reckoned", () => {
    expect(resolved({ aspectRatio: "25:1", resolution: "2K" }, free).notes).toEqual([
      ["size", "ratio", "10240x400", [1 / 16, 16]],
    ]);
    expect(resolved({ aspectRatio: "5:4", resolution: "2K" }, free).notes).toEqual([]);
  });
});
