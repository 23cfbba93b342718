import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelSpec } from "../../src/contract/catalogue.ts";
import type { ImageSize } from "../../src/contract/request.ts";
import { pathText, Report } from "../../src/request/report.ts";
import { isTier, isWithin, parsePixels, type ResolvedSize, resolveSize, toRatio } from "../../src/request/size.ts";
import { catalogue } from "../fake-provider.ts";

const [free, fixed] = catalogue.models;
if (!free || !fixed) throw new Error("The catalogue has two models");

const withSize = (size: Partial<ModelSpec["size"]>, model = fixed): ModelSpec => ({
  ...model,
  size: { ...model.size, ...size },
});

/** A resolved size, and the issues that were found with it. */
function resolved(size: unknown, spec?: ModelSpec) {
  const report = new Report("seedream-9 on fake");
  const result = resolveSize(size as ImageSize | undefined, spec, report);
  expect(report.warnings).toEqual([]);
  expect(report.issues.filter(({ code }) => code !== "limit")).toEqual([]);
  return { ...result, issues: report.issues.map(({ path, message }) => [pathText(path), message]) };
}

describe("parsePixels", () => {
  it("reads two whole numbers with an x between them", () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (width, height) => {
        expect(parsePixels(`${width}x${height}`)).toEqual([width, height]);
      }),
    );
  });

  it("reads no other text", () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[\dx:K. -]{0,12}$/));
    fc.assert(
      fc.property(text, (size) => {
        const [width, height, ...more] = size.split("x");
        const isPixels = more.length === 0 && [width, height].every((side = "") => /^[0-9]{1,6}$/.test(side));
        expect(parsePixels(size) !== undefined).toBe(isPixels);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["", "2K", "2048", "2048x", "x2048", "x2048x2048", "2048x2048px", "2048x2048\n", "2048X2048", "1:1", "-1x1"])(
    "does not read %j",
    (text) => {
      expect(parsePixels(text)).toBeUndefined();
    },
  );

  it("accepts at most six digits a side", () => {
    expect(parsePixels("999999x999999")).toEqual([999_999, 999_999]);
    expect(parsePixels("1000000x1")).toBeUndefined();
    expect(parsePixels("1x1000000")).toBeUndefined();
  });
});

describe("isTier", () => {
  it.each(["1K", "2K", "12K", "0.5K", "1.25K"])("accepts %s", (text) => {
    expect(isTier(text)).toBe(true);
  });

  it.each(["", "K", "2", "2k", "2KB", "x2K", ".5K", "1.K", "1.xK", "2048x2048"])("rejects %j", (text) => {
    expect(isTier(text)).toBe(false);
  });
});

describe("isWithin", () => {
  it("includes both ends of a range", () => {
    expect([1, 2, 3, 4, 5].map((value) => isWithin(value, [2, 4]))).toEqual([false, true, true, true, false]);
  });
});

describe("a request without a size", () => {
  it("gets the default of the model, or none", () => {
    expect(resolved(undefined, free)).toEqual({ text: "2048x2048", issues: [] });
    const { default: _, ...size } = fixed.size;
    expect(resolved(undefined, { ...fixed, size })).toEqual({ text: undefined, issues: [] });
    expect(resolved(undefined)).toEqual({ text: undefined, issues: [] });
  });

  it.each(["1:1", "1000x1000", "2K"] as const)("is never refused for the default of its model: %s", (usual) => {
    expect(resolved(undefined, withSize({ default: usual }))).toEqual({ text: usual, issues: [] });
  });
});

describe("a size as text", () => {
  it("goes to an unknown model as given", () => {
    expect(resolved("huge")).toEqual({ text: "huge", issues: [] });
    expect(resolved("1x1")).toEqual({ text: "1x1", issues: [] });
  });

  it("is accepted if the model lists it: a resolution, a keyword, or pixels of its tables", () => {
    for (const size of ["1K", "adaptive", "1024x1024"])
      expect(resolved(size, fixed)).toEqual({ text: size, issues: [] });
    for (const size of ["2K", "4K", "3000x2000"]) expect(resolved(size, free)).toEqual({ text: size, issues: [] });
  });

  it("is an issue that names the accepted sizes if the model does not list it", () => {
    expect(resolved("2000x2000", fixed)).toEqual({
      text: "2000x2000",
      issues: [["size", 'size is "2000x2000"; seedream-9 on fake accepts 1K, adaptive']],
    });
    expect(resolved("3K", free).issues).toEqual([
      ["size", 'size is "3K"; seedream-9 on fake accepts 2K, 4K, pixels such as 2048x2048'],
    ]);
    const { keywords: _, ...size } = fixed.size;
    expect(resolved("2K", { ...fixed, size }).issues).toEqual([
      ["size", 'size is "2K"; seedream-9 on fake accepts 1K'],
    ]);
    expect(resolved("2K", { ...fixed, size: { ...size, tiers: {} } }).issues).toEqual([
      ["size", 'size is "2K"; seedream-9 on fake accepts none'],
    ]);
  });

  it("that is an aspect ratio is refused with the form to pass it in", () => {
    expect(resolved("16:9", fixed).issues).toEqual([
      ["size", 'size is "16:9"; seedream-9 on fake accepts 1K, adaptive; pass { aspectRatio: "16:9" }'],
    ]);
    expect(resolved("16:9", free).issues.flat()[1]).toMatch(/2048x2048; pass { aspectRatio: "16:9" }$/);
  });

  it("is refused with the range if its pixels or its aspect ratio are outside", () => {
    const pixels = "seedream-9 on fake accepts 3,686,400 to 16,777,216";
    const ratio = "seedream-9 on fake accepts 0.0625 to 16";
    expect(resolved("1920x1919", free).issues).toEqual([["size", `size 1920x1919 has 3,684,480 pixels; ${pixels}`]]);
    expect(resolved("9000x500", free).issues).toEqual([["size", `size 9000x500 has an aspect ratio of 18; ${ratio}`]]);
    expect(resolved("500x9000", free).issues).toEqual([
      ["size", `size 500x9000 has an aspect ratio of 0.0556; ${ratio}`],
    ]);
    expect(resolved("1920x1920", free).issues).toEqual([]);
  });

  it("may be any pixels on a model without ranges", () => {
    const open = withSize({ custom: true });
    expect(resolved("1x9999", open)).toEqual({ text: "1x9999", issues: [] });
  });

  it("in pixels is accepted exactly within the limits of the model", () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const isLegal =
          width * height >= 3_686_400 &&
          width * height <= 16_777_216 &&
          width / height >= 1 / 16 &&
          width / height <= 16;
        expect(resolved(`${width}x${height}`, free).issues.length === 0).toBe(isLegal);
      }),
      { numRuns: 2000 },
    );
  });

  it("has at most one issue, and is passed on as given, for any text", () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[\dx:K.]{0,12}$/));
    fc.assert(
      fc.property(text, fc.constantFrom(free, fixed, undefined), (size, spec) => {
        const { issues, ...rest } = resolved(size, spec);
        expect(rest).toEqual({ text: size });
        expect(issues.length).toBeLessThanOrEqual(spec ? 1 : 0);
      }),
    );
  });
});

describe("a size as aspect ratio", () => {
  it("becomes the size that the model recommends for it, at the requested resolution", () => {
    expect(resolved({ aspectRatio: "16:9", resolution: "2K" }, free)).toEqual({
      text: "2848x1600",
      aspectRatio: "16:9",
      tier: "2K",
      issues: [],
    });
    expect(resolved({ aspectRatio: "1:1", resolution: "4K" }, free)).toMatchObject({ text: "4096x4096", issues: [] });
  });

  it("without a resolution gets the resolution of the default size", () => {
    expect(resolved({ aspectRatio: "16:9" }, free)).toMatchObject({ text: "2848x1600", tier: "2K" });
    expect(resolved({ aspectRatio: "1:1" }, fixed)).toMatchObject({ text: "1024x1024", tier: "1K" });
  });

  it.each([
    ["2K", "2K"],
    ["4K", "4K"],
    ["2048x2048", "2K"],
    ["4096x4096", "4K"],
    ["1024x1024", "1K"],
    ["1:1", "2K"],
    [undefined, "2K"],
  ] as const)("on a model with the default size %s gets the resolution %s", (usual, tier) => {
    const { default: _, ...size } = free.size;
    const spec = { ...free, size: { ...size, tiers: {}, ...(usual && { default: usual }) } };
    expect(resolved({ aspectRatio: "1:1" }, spec).tier).toBe(tier);
    expect(resolved({ aspectRatio: "1:1", resolution: "3K" }, spec).tier).toBe("3K");
  });

  it("is calculated for an unknown model, at 2K unless asked otherwise", () => {
    expect(resolved({ aspectRatio: "1:1" })).toEqual({ text: "2048x2048", aspectRatio: "1:1", tier: "2K", issues: [] });
    expect(resolved({ aspectRatio: "4:1" }).text).toBe("4096x1024");
    expect(resolved({ aspectRatio: "1:1", resolution: "1.5K" }).text).toBe("1536x1536");
  });

  it("that is in no table becomes pixels of that ratio, with the area of the resolution", () => {
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(side, side, fc.constantFrom("2K" as const, "4K" as const), (width, height, resolution) => {
        fc.pre(width / height <= 8 && height / width <= 8);
        const { text = "", issues } = resolved({ aspectRatio: `${width}:${height}`, resolution });
        const [w, h] = parsePixels(text) ?? [0, 0];
        const area = (resolution === "2K" ? 2048 : 4096) ** 2;
        expect(issues).toEqual([]);
        expect([w % 16, h % 16]).toEqual([0, 0]);
        expect(w * h).toBeLessThanOrEqual(area);
        expect(Math.abs(w / h / (width / height) - 1)).toBeLessThan(0.04);
        expect(Math.abs((w * h) / area - 1)).toBeLessThan(0.04);
      }),
    );
  });

  it.each([
    ["1.25:1", "2288x1824"],
    ["12.25:10.75", "2176x1904"],
    ["0.25:1", "1024x4096"],
    ["1:0.25", "4096x1024"],
  ])("may be %s, which is %s", (aspectRatio, text) => {
    expect(resolved({ aspectRatio })).toMatchObject({ text, issues: [] });
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
    const rule = 'it must look like "16:9" and be at most 1000:1';
    expect(resolved({ aspectRatio })).toEqual({
      text: undefined,
      aspectRatio,
      tier: "2K",
      issues: [["size.aspectRatio", `size.aspectRatio is "${aspectRatio}"; ${rule}`]],
    });
  });

  it.each(["999:1", "1:999"])("may be as narrow as %s, and is refused by the limits of the model", (aspectRatio) => {
    expect(resolved({ aspectRatio }, free).issues.flat()).toContain("size");
    expect(parsePixels(resolved({ aspectRatio, resolution: "1K" }).text ?? "")).not.toContain(0);
  });

  it.each(["2k", "", "2048x2048", "huge"])("may not have the resolution %j", (resolution) => {
    expect(resolved({ aspectRatio: "1:1", resolution }, free).issues).toEqual([
      ["size.resolution", `size.resolution is "${resolution}"; it must look like "2K"`],
    ]);
  });

  it("is refused at a resolution that the model does not offer, with the offered ones", () => {
    expect(resolved({ aspectRatio: "1:1", resolution: "3K" }, free).issues).toEqual([
      ["size.resolution", 'size.resolution is "3K"; seedream-9 on fake accepts 2K, 4K'],
    ]);
  });

  it("is refused if the model has only the sizes of its tables, with the ratios of the tables", () => {
    const asked = { aspectRatio: "3:2", resolution: "1K" };
    const about = 'size.aspectRatio is "3:2"; seedream-9 on fake accepts';
    expect(resolved(asked, fixed)).toEqual({
      text: undefined,
      aspectRatio: "3:2",
      tier: "1K",
      issues: [["size.aspectRatio", `${about} 1:1, adaptive`]],
    });
    const { keywords: _, ...size } = fixed.size;
    expect(resolved(asked, { ...fixed, size }).issues).toEqual([["size.aspectRatio", `${about} 1:1`]]);
    expect(resolved({ aspectRatio: "3:2" }, withSize({ tiers: {} })).issues).toEqual([
      ["size.aspectRatio", `${about} adaptive`],
    ]);
  });

  it("must keep the limits of the model if it is calculated, too", () => {
    expect(resolved({ aspectRatio: "25:1", resolution: "2K" }, free).issues).toEqual([
      ["size", "size 10240x400 has an aspect ratio of 25.6; seedream-9 on fake accepts 0.0625 to 16"],
    ]);
    expect(resolved({ aspectRatio: "5:4", resolution: "2K" }, free).issues).toEqual([]);
  });
});

describe("toRatio", () => {
  it("finds aspect ratio and resolution of all pixels in the tables of a model", () => {
    const tables = Object.entries(free.size.tiers);
    const entries = tables.flatMap(([tier, table]) =>
      Object.entries<string>(table).map(([aspectRatio, text]) => ({ text, aspectRatio, tier })),
    );
    expect(entries).toHaveLength(3);
    for (const entry of entries) expect(toRatio({ text: entry.text }, free)).toEqual(entry);
  });

  it("finds nothing for pixels in no table, or of an unknown model", () => {
    expect(toRatio({ text: "2048x2049" }, free)).toBeUndefined();
    expect(toRatio({ text: "2048x2048" }, undefined)).toBeUndefined();
  });

  it("reads a text that is a resolution as one", () => {
    for (const spec of [free, undefined]) expect(toRatio({ text: "2K" }, spec)).toEqual({ text: "2K", tier: "2K" });
  });

  it("reads a text that is an aspect ratio as one", () => {
    expect(toRatio({ text: "1:1" }, free)).toEqual({ text: "1:1", aspectRatio: "1:1" });
  });

  it("completes a size that lacks its resolution or its aspect ratio", () => {
    const entry = { text: "2848x1600", aspectRatio: "16:9", tier: "2K" } as const;
    expect(toRatio({ text: "2848x1600", aspectRatio: "16:9" }, free)).toEqual(entry);
    expect(toRatio({ text: "2848x1600", tier: "2K" }, free)).toEqual(entry);
  });

  it.each<ResolvedSize>([
    {},
    { text: "adaptive" },
    { text: "huge" },
    { text: "2200x1700", aspectRatio: "22:17", tier: "2K" },
    { aspectRatio: "1:1", tier: "2K" },
    { text: undefined, aspectRatio: "1:1" },
  ])("returns any other size as it is: %j", (size) => {
    expect(toRatio(size, free)).toBe(size);
    expect(toRatio(size, undefined)).toBe(size);
  });
});
