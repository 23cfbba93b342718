import { describe, expect, it } from "vitest";
import { anyModel } from "../src/any-model.ts";
import { findModel, type ModelCatalogue, type ModelSpec } from "../src/models.ts";
import { estimateCost } from "../src/price.ts";
import { catalogue } from "./fake-provider.ts";

const [first, second] = catalogue.models;
if (!first || !second) throw new Error("The catalogue has two models");

const offering = (...models: ModelSpec[]): ModelCatalogue => ({ ...catalogue, models });

describe("a model", () => {
  const twoRegions = offering(second, { ...first, ids: { here: ["wire-9", "wire-9-old"], there: ["dola-9"] } });

  it.each(["seedream-9", "wire-9", "wire-9-old", "dola-9"])(
    "is known by its portable name and by every id of every region: %s",
    (name) => {
      expect(findModel(twoRegions, name)?.name).toBe("seedream-9");
    },
  );

  it.each(["", "Seedream 9", "here", "seedream-10"])("is not known by %j", (name) => {
    expect(findModel(twoRegions, name)).toBeUndefined();
  });
});

describe("what any model of a provider can", () => {
  const choosy: ModelSpec = { ...first, output: { ...first.output, formats: ["png", "jpeg"], selectable: true } };

  it("is a choice among formats as soon as one of them has it", () => {
    expect(anyModel(offering(second, choosy, choosy)).output).toEqual({
      formats: ["png", "jpeg"],
      selectable: true,
      deliveries: ["url", "inline"],
    });
    expect(anyModel(offering(second, first)).output).toMatchObject({ formats: [], selectable: false });
  });
});

describe("a price", () => {
  it("is not known of a model that is not known, nor of no image", () => {
    expect(estimateCost(undefined, [1], "here")).toBeUndefined();
    expect(estimateCost(first, [], "here")).toBeUndefined();
  });

  it("holds up to its own number of pixels", () => {
    expect(estimateCost(first, [5_000_000], "here")?.amount).toBe(0.04);
    expect(estimateCost(first, [5_000_001], "here")?.amount).toBe(0.08);
  });

  it("of one image that has none leaves the whole unknown", () => {
    const upTo = { ...first, prices: first.prices.slice(0, 1) };
    expect(estimateCost(upTo, [1, 6_000_000], "here")).toBeUndefined();
  });

  it("without a region holds everywhere", () => {
    const prices = [{ currency: "CNY", image: 0.2, asOf: "2026-11" }];
    expect(estimateCost({ ...first, prices }, [1], "there")).toEqual({ amount: 0.2, currency: "CNY", asOf: "2026-11" });
  });
});
