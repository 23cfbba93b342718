import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelSpec } from "../../src/contract/catalogue.ts";
import { checkNumbers, type RequestNumbers } from "../../src/request/limits.ts";
import { pathText, Report } from "../../src/request/report.ts";
import { catalogue } from "../fake-provider.ts";

const [free] = catalogue.models;
if (!free) throw new Error("The catalogue has a model");
const { references: _references, group: _group, ...plain } = free;

/** Checks the numbers of a request, and returns its issues, then its advice. */
function found({ count = 1, references = 0, seed }: Partial<RequestNumbers>, spec: ModelSpec | undefined) {
  const report = new Report("seedream-9 on fake");
  checkNumbers({ count, references, seed }, spec, report);
  return [
    ...report.issues.map(({ path, code, message }) => [code, pathText(path), message]),
    ...report.warnings.map(({ type, feature, message }) => [type, feature, message]),
  ];
}

const group = { max: 15, totalEnforced: true, needsReference: false };

describe("the number of images", () => {
  it.each([1, 2, 15])("may be %d where the model makes 15", (count) => {
    expect(found({ count }, { ...plain, group })).toEqual([]);
  });

  it.each([0, -1, 16, 1.5, Number.NaN])("may not be %d", (count) => {
    const message = `count is ${count}; seedream-9 on fake accepts whole numbers from 1 to 15`;
    expect(found({ count }, { ...plain, group })).toEqual([["limit", "count", message]]);
  });

  it("must be a whole number from 1 to 15, for any number", () => {
    const count = fc.oneof(fc.integer({ min: -2, max: 18 }), fc.double());
    fc.assert(
      fc.property(count, (value) => {
        const isLegal = Number.isInteger(value) && value >= 1 && value <= 15;
        expect(found({ count: value }, { ...plain, group }).length === 0).toBe(isLegal);
      }),
    );
  });

  it("is 1 where the model makes no groups, and at most 15 where the model is unknown", () => {
    expect(found({ count: 1 }, plain)).toEqual([]);
    expect(found({ count: 2 }, plain)).toEqual([["limit", "count", "count is 2; seedream-9 on fake accepts 1"]]);
    expect(found({ count: 15 }, undefined)).toEqual([]);
    expect(found({ count: 16 }, undefined)).toEqual([
      ["limit", "count", "count is 16; seedream-9 on fake accepts whole numbers from 1 to 15"],
    ]);
  });

  it("above 1 needs a reference where the model says so", () => {
    const needy = { ...plain, references: { max: 4, formats: [] }, group: { ...group, needsReference: true } };
    expect(found({ count: 1 }, needy)).toEqual([]);
    expect(found({ count: 2, references: 1 }, needy)).toEqual([]);
    expect(found({ count: 2 }, needy)).toEqual([
      ["limit", "count", "count is 2; seedream-9 on fake makes a group only from at least one reference image"],
    ]);
  });
});

describe("the number of references", () => {
  it("is 0 where the model accepts none", () => {
    expect(found({ references: 0 }, plain)).toEqual([]);
    expect(found({ references: 1 }, plain)).toEqual([
      ["limit", "images", "images has 1 entry; seedream-9 on fake accepts none"],
    ]);
    expect(found({ references: 2 }, plain)).toEqual([
      ["limit", "images", "images has 2 entries; seedream-9 on fake accepts none"],
    ]);
  });

  it("is not limited where the model has no limit, or is unknown", () => {
    expect(found({ references: 99 }, { ...plain, references: { formats: [] } })).toEqual([]);
    expect(found({ references: 99 }, undefined)).toEqual([]);
  });

  it("is refused above the limit, and only advised against above the documented number", () => {
    const model = { ...plain, references: { max: 14, advised: 10, formats: [] } };
    const documented = "seedream-9 on fake documents at most 10";
    expect(found({ references: 10 }, model)).toEqual([]);
    expect(found({ references: 11 }, model)).toEqual([["advice", "images", `images has 11 entries; ${documented}`]]);
    expect(found({ references: 14 }, model)).toEqual([["advice", "images", `images has 14 entries; ${documented}`]]);
    expect(found({ references: 15 }, model)).toEqual([
      ["limit", "images", "images has 15 entries; seedream-9 on fake accepts at most 14"],
    ]);
  });

  it("is only advised against if the provider documents a number and no limit", () => {
    const model = { ...plain, references: { advised: 10, formats: [] } };
    expect(found({ references: 99 }, model)).toEqual([
      ["advice", "images", "images has 99 entries; seedream-9 on fake documents at most 10"],
    ]);
  });
});

describe("references and images of a group together", () => {
  const limited = (totalEnforced: boolean) => ({
    ...plain,
    references: { max: 14, formats: [] },
    group: { ...group, total: 15, totalEnforced },
  });
  const sum = "count and images add up to 16; seedream-9 on fake accepts at most 15 in all";

  it("may reach the limit", () => {
    expect(found({ count: 2, references: 13 }, limited(true))).toEqual([]);
    expect(found({ count: 2, references: 13 }, limited(false))).toEqual([]);
  });

  it("are refused above it, or advised against if the provider makes fewer images", () => {
    expect(found({ count: 2, references: 14 }, limited(true))).toEqual([["limit", "count", sum]]);
    expect(found({ count: 2, references: 14 }, limited(false))).toEqual([
      ["advice", "count", `${sum}, and makes fewer images above that`],
    ]);
  });

  it("are added up for the highest count that the model accepts", () => {
    expect(found({ count: 15, references: 1 }, limited(true))).toEqual([["limit", "count", sum]]);
  });

  it("are not added up for a count that is too high by itself", () => {
    expect(found({ count: 16, references: 0 }, limited(true))).toEqual([
      ["limit", "count", "count is 16; seedream-9 on fake accepts whole numbers from 1 to 15"],
    ]);
  });

  it("are not limited where the model has no limit for them", () => {
    expect(found({ count: 15, references: 14 }, { ...limited(true), group })).toEqual([]);
  });

  it("are limited for groups alone", () => {
    const tight = { ...limited(true), group: { ...group, total: 10 } };
    expect(found({ count: 1, references: 14 }, tight)).toEqual([]);
  });
});

describe("a seed", () => {
  const seeded: ModelSpec = { ...plain, seed: [-1, 10] };

  it("must be a whole number in the range of the model", () => {
    for (const seed of [-1, 0, 10]) expect(found({ seed }, seeded)).toEqual([]);
    for (const seed of [-2, 11, 0.5]) {
      expect(found({ seed }, seeded)).toEqual([
        ["limit", "seed", `seed is ${seed}; seedream-9 on fake accepts whole numbers from -1 to 10`],
      ]);
    }
  });

  it("is not checked here where the model has no range", () => {
    expect(found({ seed: 99 }, plain)).toEqual([]);
    expect(found({ seed: 99 }, undefined)).toEqual([]);
    expect(found({}, seeded)).toEqual([]);
  });
});

it("reports every number at once", () => {
  const strict: ModelSpec = { ...plain, seed: [-1, 10] };
  expect(found({ count: 0, references: 1, seed: 11 }, strict).map(([, feature]) => feature)).toEqual([
    "count",
    "images",
    "seed",
  ]);
});
