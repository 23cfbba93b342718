import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateCost } from "../../src/request/price.ts";
import { catalogue } from "../fake-provider.ts";

const [first, unpriced] = catalogue.models;
if (!first || !unpriced) throw new Error("The catalogue has two models");

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

  it("gives no estimate for an unknown model, nor for no image", () => {
    expect(estimateCost(undefined, [1], "here")).toBeUndefined();
    expect(estimateCost(first, [], "here")).toBeUndefined();
  });

  it("applies a price up to its number of pixels", () => {
    expect(estimateCost(first, [5_000_000], "here")?.amount).toBe(0.04);
    expect(estimateCost(first, [5_000_001], "here")?.amount).toBe(0.08);
  });

  it("gives the lowest price where the size is unknown", () => {
    expect(estimateCost(first, [0], "here")?.amount).toBe(0.04);
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

  it("does not let a price of another region hide that of its own", () => {
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
