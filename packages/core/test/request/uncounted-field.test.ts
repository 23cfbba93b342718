import { describe, expect, it } from "vitest";
import type { ModelCatalogue } from "../../src/contract/catalogue.ts";
import { uncountedField, unpricedField } from "../../src/request/price.ts";
import { catalogue } from "../fake-provider.ts";

const [first, second] = catalogue.models;
if (!first || !second) throw new Error("The catalogue has two models");
const layered: ModelCatalogue = {
  ...catalogue,
  default: first.name,
  models: [
    { ...first, native: ["layered", "background"], layers: { field: "layered", max: 17 } },
    { ...second, native: ["background"] },
  ],
};

describe("uncountedField", () => {
  const fieldOf = (native: object | undefined, model?: string) => uncountedField(layered, { native, model });

  it("finds no field that the provider's models list", () => {
    expect(fieldOf(undefined)).toBeUndefined();
    expect(fieldOf({ background: "opaque", layered: true })).toBeUndefined();
    expect(fieldOf({ background: "opaque" }, "ep-1")).toBeUndefined();
  });

  it("finds a field that no model lists, even one without a value, which would remove a field of the request", () => {
    expect(fieldOf({ background: "opaque", n: 4 })).toBe("n");
    expect(fieldOf({ size: undefined })).toBe("size");
  });

  it("finds layers if the model's number of layers is unknown", () => {
    expect(fieldOf({ layered: true }, "ep-1")).toBe("layered");
    expect(fieldOf({ layered: true }, second.name)).toBe("layered");
    expect(fieldOf({ layered: false }, "ep-1")).toBeUndefined();
  });
});

it("finds a field that is billed beside the images, at a price that is not listed", () => {
  const prices = first.prices.map((price) => ({ ...price, unlisted: ["tools"] }));
  const billed = { ...catalogue, models: [{ ...first, prices }, second] };
  expect(unpricedField(billed, { native: { tools: [] } })).toBe("tools");
  expect(unpricedField(billed, { native: { tools: undefined, background: "opaque" } })).toBeUndefined();
  expect(unpricedField(billed, {})).toBeUndefined();
  expect(unpricedField(catalogue, { native: { tools: [] } })).toBeUndefined();
});
