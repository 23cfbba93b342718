import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelSpec, Price } from "../../src/contract/catalogue.ts";
import type { ImageRequest } from "../../src/contract/request.ts";
import { estimateCost, highestCost, mostImages } from "../../src/request/price.ts";
import type { ResolvedSize } from "../../src/request/size.ts";
import { catalogue } from "../fake-provider.ts";

const [first, unpriced] = catalogue.models;
if (!first || !unpriced) throw new Error("The catalogue has two models");

/** The first model, with other facts in its prices. */
const priced = (facts: Partial<Price>): ModelSpec => ({
  ...first,
  prices: first.prices.map((price) => ({ ...price, ...facts })),
});

/** The first model, with layers. */
const layered: ModelSpec = { ...first, layers: { field: "layered", max: 17 } };

describe("estimateCost", () => {
  it("adds up the prices of the images, by their size and in the client's region", () => {
    expect(estimateCost(first, [2048 ** 2, 4096 ** 2], "here")).toEqual({
      amount: 0.12,
      currency: "USD",
      asOf: "2026-11",
    });
    expect(estimateCost(first, [1, 1, 1], "here")?.amount).toBe(0.12);
    expect(estimateCost(first, [1], "there")).toBeUndefined();
    expect(estimateCost(unpriced, [1], "here")).toBeUndefined();
  });

  it("adds the price of the references, of which some may be free", () => {
    const amounts = [0, 1, 2, 3].map(
      (count) => estimateCost(priced({ reference: 0.003, freeReferences: 1 }), [1, 1], "here", count)?.amount,
    );
    expect(amounts).toEqual([0.08, 0.08, 0.083, 0.086]);
    expect(estimateCost(priced({ reference: 0.008 }), [1], "here", 2)?.amount).toBe(0.056);
    expect(estimateCost(priced({ reference: 0.008 }), [], "here", 2)).toBeUndefined();
    expect(estimateCost(first, [1], "here", 14)?.amount).toBe(0.04);
  });

  it("returns 0 for images that are free of charge", () => {
    expect(estimateCost(priced({ image: 0 }), [1], "here")?.amount).toBe(0);
  });

  it("gives no estimate for an unknown model, nor for no image", () => {
    expect(estimateCost(undefined, [1], "here")).toBeUndefined();
    expect(estimateCost(first, [], "here")).toBeUndefined();
  });

  it("applies a price up to its number of pixels", () => {
    expect(estimateCost(first, [5_000_000], "here")?.amount).toBe(0.04);
    expect(estimateCost(first, [5_000_001], "here")?.amount).toBe(0.08);
  });

  it("gives the highest price if the size is unknown", () => {
    expect(estimateCost(first, [Infinity], "here")?.amount).toBe(0.08);
  });

  it("gives no estimate if one of the images has no price", () => {
    const upTo = { ...first, prices: first.prices.slice(0, 1) };
    expect(estimateCost(upTo, [1, 6_000_000], "here")).toBeUndefined();
    expect(estimateCost(upTo, [6_000_000, 1], "here")).toBeUndefined();
  });

  it("applies a price without a region everywhere", () => {
    const prices = [{ currency: "CNY", image: 0.2, asOf: "2026-11" }];
    expect(estimateCost({ ...first, prices }, [1], "there")).toEqual({ amount: 0.2, currency: "CNY", asOf: "2026-11" });
  });

  it("does not let a price of another region hide its own", () => {
    const prices = [
      { region: "there", currency: "CNY", image: 0.2, asOf: "2026-10" },
      { region: "here", currency: "USD", image: 0.04, asOf: "2026-11" },
    ];
    expect(estimateCost({ ...first, prices }, [1], "here")).toMatchObject({ amount: 0.04, currency: "USD" });
  });

  it("adds up prices without the noise of binary fractions", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 15 }), (tenThousandths, count) => {
        const prices = [{ currency: "USD", image: tenThousandths / 10_000, asOf: "2026-11" }];
        const { amount = 0 } = estimateCost({ ...first, prices }, Array(count).fill(1), "here") ?? {};
        expect(amount).toBe(Number(((tenThousandths * count) / 10_000).toFixed(4)));
      }),
    );
  });
});

describe("estimateCost of a request", () => {
  const amount = (images: Parameters<typeof estimateCost>[1], model = first) =>
    estimateCost(model, images, "here")?.amount;

  it("is the price of its size, times its count", () => {
    expect(estimateCost(first, { size: "2048x2048", count: 3 }, "here")).toEqual({
      amount: 0.12,
      currency: "USD",
      asOf: "2026-11",
    });
    expect(amount({ size: "4096x4096", count: 2 })).toBe(0.16);
  });

  it.each<[ImageRequest["size"], number]>([
    ["2K", 0.04],
    ["4K", 0.08],
    [{ aspectRatio: "16:9" }, 0.04],
    [{ aspectRatio: "16:9", resolution: "2K" }, 0.04],
    [{ aspectRatio: "1:1", resolution: "4K" }, 0.08],
    // Not in a table, so that the pixels are calculated.
    [{ aspectRatio: "7:1", resolution: "4K" }, 0.08],
    ["adaptive", 0.08],
  ])("needs no pixels for the size %j", (size, price) => {
    expect(amount({ size })).toBe(price);
  });

  it("assumes the model's default size and one image if the request names none", () => {
    expect(amount({})).toBe(0.04);
    expect(amount({ size: undefined, count: undefined })).toBe(0.04);
    expect(amount({}, { ...first, size: { ...first.size, default: "4K" } })).toBe(0.08);
  });

  it("accepts a whole request", () => {
    const request: ImageRequest = { prompt: "a kite", size: "2K", count: 2 };
    expect(estimateCost(first, request, "here")?.amount).toBe(0.08);
  });

  it("has the price of its references once, for any count", () => {
    const model = priced({ reference: 0.003, freeReferences: 1 });
    const links = (count: number) => Array.from({ length: count }, (_, index) => `https://example.com/${index}.png`);
    expect(amount({ size: "2K", images: "https://example.com/0.png" }, model)).toBe(0.04);
    expect(amount({ size: "2K", images: links(1) }, model)).toBe(0.04);
    expect(amount({ size: "2K", images: links(3) }, model)).toBe(0.046);
    expect(amount({ size: "2K", images: links(3), count: 4 }, model)).toBe(0.166);
    expect(amount({ size: "2K", images: links(2) }, priced({ reference: 0.008 }))).toBe(0.056);
    expect(amount({ size: "2K" }, priced({ reference: 0.008 }))).toBe(0.04);
    expect(amount({ size: "2K", images: links(2) })).toBe(0.04);
  });

  it("counts every layer that the request may return", () => {
    expect(amount({ size: "2K", native: { layered: true } }, layered)).toBe(0.68);
    expect(amount({ size: "2K", native: { layered: false } }, layered)).toBe(0.04);
    expect(amount({ size: "2K", native: { layered: true } })).toBe(0.04);
  });

  it("is unknown without a price or a model", () => {
    expect(estimateCost(unpriced, { size: "1K" }, "here")).toBeUndefined();
    expect(estimateCost(first, { size: "2K" }, "there")).toBeUndefined();
    expect(estimateCost(undefined, { size: "2048x2048" }, "here")).toBeUndefined();
  });
});

describe("highestCost", () => {
  const image = (amount: number) => ({ amount, currency: "USD", asOf: "2026-11" });
  const highest = (
    model: ModelSpec | undefined,
    size: ResolvedSize,
    facts: Partial<Parameters<typeof highestCost>[1]> = {},
    region = "here",
  ) => highestCost(model, { size, count: 1, references: 0, ...facts }, region);
  const amounts = (size: ResolvedSize, count = 1, model: ModelSpec | undefined = first) => {
    const { image: one, total } = highest(model, size, { count }) ?? {};
    return [one?.amount, total?.amount];
  };
  const sized = (size: Partial<ModelSpec["size"]>): ModelSpec => ({ ...first, size: { ...first.size, ...size } });

  it("is the price of pixels, for one image and for all", () => {
    expect(highest(first, { text: "2048x2048" }, { count: 3 })).toEqual({ image: image(0.04), total: image(0.12) });
    expect(highest(first, { text: "2500x2001" })).toEqual({ image: image(0.08), total: image(0.08) });
    expect(amounts({ text: "2048x2048", aspectRatio: "1:1", tier: "4K" })).toEqual([0.04, 0.04]);
  });

  it("is the price of the largest pixels of a resolution", () => {
    const mixed = sized({ tiers: { "2K": { "1:1": "2048x2048", "16:9": "3200x1800" }, "4K": { "1:1": "4096x4096" } } });
    expect(amounts({ text: "2K" })).toEqual([0.04, 0.04]);
    expect(amounts({ text: "2K", tier: "2K" }, 1, mixed)).toEqual([0.08, 0.08]);
    expect(amounts({ text: "4K" }, 2)).toEqual([0.08, 0.16]);
    expect(amounts({ tier: "2K", text: undefined })).toEqual([0.04, 0.04]);
  });

  it("is the price of the model's largest size if the provider chooses the size", () => {
    for (const size of [{}, { text: "adaptive" }, { text: "1:1", aspectRatio: "1:1" }] as const)
      expect(amounts(size)).toEqual([0.08, 0.08]);
    const small = sized({ tiers: { "2K": { "1:1": "2048x2048" } } });
    expect(amounts({}, 1, small)).toEqual([0.08, 0.08]);
    expect(amounts({}, 1, sized({ tiers: {} }))).toEqual([0.08, 0.08]);
    const { pixels: _, ...tablesOnly } = small.size;
    expect(amounts({}, 1, { ...small, size: tablesOnly })).toEqual([0.04, 0.04]);
  });

  it("does not depend on the order of the sizes in the tables", () => {
    const { pixels: _, ...size } = first.size;
    const tiers = { "4K": { "1:1": "4096x4096" }, "2K": { "1:1": "2048x2048" } } as const;
    expect(amounts({}, 1, { ...first, size: { ...size, tiers } })).toEqual([0.08, 0.08]);
  });

  it("is unknown if a price or the size is unknown", () => {
    expect(highest(undefined, { text: "2048x2048" })).toBeUndefined();
    expect(highest(unpriced, { text: "1024x1024" })).toBeUndefined();
    expect(highest(first, { text: "2048x2048" }, {}, "there")).toBeUndefined();
    const { pixels: _, ...size } = first.size;
    expect(highest({ ...first, size: { ...size, tiers: {} } }, {})).toBeUndefined();
    const upTo = { ...first, prices: first.prices.slice(0, 1) };
    expect(highest(upTo, {})).toBeUndefined();
    expect(highest(upTo, { text: "2K" })).toMatchObject({ image: { amount: 0.04 } });
  });

  it("counts all images and references in the total alone", () => {
    const model = priced({ reference: 0.008, freeReferences: 1 });
    const { image: one, total } = highest(model, { text: "2K" }, { count: 17, references: 2 }) ?? {};
    expect([one?.amount, total?.amount]).toEqual([0.04, 0.688]);
  });

  it("is never less than the cost of the images that were made", () => {
    const sizes = fc.constantFrom("2048x2048", "2848x1600", "4096x4096", "2500x2001");
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 15 }), (text, count) => {
        const [width = 0, height = 0] = text.split("x").map(Number);
        const made = estimateCost(first, Array(count).fill(width * height), "here");
        for (const size of [{ text }, {}]) {
          expect(highest(first, size, { count })?.total.amount).toBeGreaterThanOrEqual(made?.amount ?? 1e9);
        }
      }),
    );
  });
});

describe("mostImages", () => {
  it("is the count, or the number of layers if that is higher", () => {
    const native = { layered: true };
    expect(mostImages(layered, { count: 3, native: undefined })).toBe(3);
    expect(mostImages(layered, { count: 3, native: { other: true } })).toBe(3);
    expect(mostImages(layered, { count: 3, native })).toBe(17);
    expect(mostImages(layered, { count: 18, native })).toBe(18);
    expect(mostImages(first, { count: 3, native: { "": true } })).toBe(3);
    expect(mostImages(undefined, { count: 3, native })).toBe(3);
  });
});
