import { describe, expect, it } from "vitest";
import type { ModelSpec } from "../src/models.ts";
import { checkNumbers } from "../src/numbers.ts";
import { catalogue } from "./fake-provider.ts";

const [free] = catalogue.models;
if (!free) throw new Error("The catalogue has a model");
const { references: _references, group: _group, ...plain } = free;

interface Numbers {
  count?: number;
  references?: number;
  seed?: number;
}

function notes({ count = 1, references = 0, seed }: Numbers, spec: ModelSpec | undefined) {
  const found: unknown[] = [];
  checkNumbers({ count, references, seed }, spec, (...note) => found.push(note));
  return found;
}

const group = { max: 15, totalEnforced: true, needsReference: false };

describe("the number of images", () => {
  it.each([1, 2, 15])("may be %d where the model makes 15", (count) => {
    expect(notes({ count }, { ...plain, group })).toEqual([]);
  });

  it.each([0, -1, 16, 1.5, Number.NaN])("may not be %d", (count) => {
    expect(notes({ count }, { ...plain, group })).toEqual([["count", "range", count, [1, 15]]]);
  });

  it("is one where the model makes no groups, and up to 15 where the model is not known", () => {
    expect(notes({ count: 1 }, plain)).toEqual([]);
    expect(notes({ count: 2 }, plain)).toEqual([["count", "range", 2, [1, 1]]]);
    expect(notes({ count: 15 }, undefined)).toEqual([]);
    expect(notes({ count: 16 }, undefined)).toEqual([["count", "range", 16, [1, 15]]]);
  });

  it("beyond one needs a reference where the model says so", () => {
    const needy = { ...plain, references: { max: 4, formats: [] }, group: { ...group, needsReference: true } };
    expect(notes({ count: 1 }, needy)).toEqual([]);
    expect(notes({ count: 2, references: 1 }, needy)).toEqual([]);
    expect(notes({ count: 2 }, needy)).toEqual([["count", "needs-reference", 2]]);
  });
});

describe("the number of references", () => {
  it("is none where the model takes none", () => {
    expect(notes({ references: 0 }, plain)).toEqual([]);
    expect(notes({ references: 1 }, plain)).toEqual([["images", "most", 1, 0]]);
  });

  it("is any where the model names no limit, or is not known", () => {
    expect(notes({ references: 99 }, { ...plain, references: { formats: [] } })).toEqual([]);
    expect(notes({ references: 99 }, undefined)).toEqual([]);
  });

  it("is refused above the most, and only advised against above what is documented", () => {
    const model = { ...plain, references: { max: 14, advised: 10, formats: [] } };
    expect(notes({ references: 10 }, model)).toEqual([]);
    expect(notes({ references: 11 }, model)).toEqual([["images", "advised", 11, 10]]);
    expect(notes({ references: 14 }, model)).toEqual([["images", "advised", 14, 10]]);
    expect(notes({ references: 15 }, model)).toEqual([["images", "most", 15, 14]]);
  });
});

describe("references and images of a group together", () => {
  const limited = (totalEnforced: boolean) => ({
    ...plain,
    references: { max: 14, formats: [] },
    group: { ...group, total: 15, totalEnforced },
  });

  it("may reach the limit", () => {
    expect(notes({ count: 2, references: 13 }, limited(true))).toEqual([]);
  });

  it("are refused above it, or advised against where the provider only makes fewer", () => {
    expect(notes({ count: 2, references: 14 }, limited(true))).toEqual([["count", "together", 16, 15]]);
    expect(notes({ count: 2, references: 14 }, limited(false))).toEqual([["count", "together-advised", 16, 15]]);
  });

  it("count for groups alone", () => {
    const tight = { ...limited(true), group: { ...group, total: 10 } };
    expect(notes({ count: 1, references: 14 }, tight)).toEqual([]);
  });
});

describe("a seed", () => {
  const seeded: ModelSpec = { ...plain, seed: [-1, 10] };

  it("is a whole number in the range of the model", () => {
    for (const seed of [-1, 0, 10]) expect(notes({ seed }, seeded)).toEqual([]);
    for (const seed of [-2, 11, 0.5]) expect(notes({ seed }, seeded)).toEqual([["seed", "range", seed, [-1, 10]]]);
  });

  it("is none of this check's business where there is no range", () => {
    expect(notes({ seed: 99 }, plain)).toEqual([]);
    expect(notes({ seed: 99 }, undefined)).toEqual([]);
    expect(notes({}, seeded)).toEqual([]);
  });
});
