import { describe, expect, it } from "vitest";
import { findModel, type ModelCatalogue, type ModelSpec } from "../../src/contract/catalogue.ts";
import { catalogue } from "../fake-provider.ts";

const [first, second] = catalogue.models;
if (!first || !second) throw new Error("The catalogue has two models");

const offering = (...models: ModelSpec[]): ModelCatalogue => ({ ...catalogue, models });

describe("findModel", () => {
  const twoRegions = offering(second, {
    ...first,
    ids: { here: ["wire-9", "wire-9-old"], there: ["dola-9"] },
    editIds: { here: ["wire-9-edit", "wire-9-edit-old"], there: ["dola-9-edit"] },
  });

  it.each(["seedream-9", "wire-9", "wire-9-old", "dola-9", "wire-9-edit", "wire-9-edit-old", "dola-9-edit"])(
    "finds a model by its portable name and by every id of every region: %s",
    (name) => {
      expect(findModel(twoRegions, name)).toBe(twoRegions.models[1]);
    },
  );

  it.each(["", "Seedream 9", "here", "there", "seedream-10", "wire-9-edi"])("finds no model for %j", (name) => {
    expect(findModel(twoRegions, name)).toBeUndefined();
    expect(findModel(offering(), name)).toBeUndefined();
  });

  it("finds models without ids for editing", () => {
    expect(findModel(catalogue, "wire-8")).toBe(second);
    expect(findModel(catalogue, "wire-8-edit")).toBeUndefined();
  });
});
