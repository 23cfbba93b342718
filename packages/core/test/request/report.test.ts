import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatList, formatNumber, formatRange, pathText, quote, Report } from "../../src/request/report.ts";

describe("a report", () => {
  it("keeps issues and warnings apart, in the order in which they were found", () => {
    const report = new Report("seedream-9 on fake");
    report.warn("unsupported", "seed", "is first", "rule");
    report.issue(["images", 0], "is second", "rule");
    report.warn("advice", "model", "is third", "rule");
    report.issue(["count"], "is fourth", "rule", "cannot-send");
    report.unaccepted(["size"], "is fifth", "1");
    expect(report.model).toBe("seedream-9 on fake");
    expect(report.issues).toEqual([
      { path: ["images", 0], message: "images[0] is second; rule", code: "limit" },
      { path: ["count"], message: "count is fourth; rule", code: "cannot-send" },
      { path: ["size"], message: "size is fifth; seedream-9 on fake accepts 1", code: "limit" },
    ]);
    expect(report.warnings).toEqual([
      { type: "unsupported", feature: "seed", message: "seed is first; rule" },
      { type: "advice", feature: "model", message: "model is third; rule" },
    ]);
  });
});

describe("pathText", () => {
  it.each<[readonly PropertyKey[], string]>([
    [[], ""],
    [["size"], "size"],
    [["size", "aspectRatio"], "size.aspectRatio"],
    [["images", 0], "images[0]"],
    [["images", 12, "url"], "images[12].url"],
    [["a", "b", 1, 2, "c"], "a.b[1][2].c"],
    [[3], "[3]"],
    [["native", Symbol("x")], "native.Symbol(x)"],
    [[Symbol("x")], "Symbol(x)"],
  ])("writes %j as %s", (path, text) => {
    expect(pathText(path)).toBe(text);
  });

  it("writes different paths differently", () => {
    const path = fc.array(fc.oneof(fc.nat(20), fc.stringMatching(/^[a-z]\w{0,5}$/)), { maxLength: 5 });
    fc.assert(
      fc.property(path, path, (one, other) => {
        expect(pathText(one) === pathText(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});

describe("formatNumber", () => {
  it.each<[number, string]>([
    [0, "0"],
    [-1, "-1"],
    [1000, "1,000"],
    [2_147_483_647, "2,147,483,647"],
    [2000.5, "2,000.5"],
    [1 / 16, "0.0625"],
    [2 / 3, "0.6667"],
    [18, "18"],
  ])("writes %d as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe("formatRange", () => {
  it("writes both ends, or the one number that it allows", () => {
    expect(formatRange([1, 15])).toBe("1 to 15");
    expect(formatRange([3_686_400, 16_777_216])).toBe("3,686,400 to 16,777,216");
    expect(formatRange([1, 1])).toBe("1");
  });
});

describe("formatList", () => {
  it("separates values by commas, and writes none for an empty list", () => {
    expect(formatList(["2K", "4K"])).toBe("2K, 4K");
    expect(formatList(["2K"])).toBe("2K");
    expect(formatList([])).toBe("none");
  });
});

describe("quote", () => {
  it("puts a text in quotes, and cuts it after 80 characters", () => {
    expect(quote("x")).toBe('"x"');
    expect(quote("")).toBe('""');
    expect(quote("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
    expect(quote("x".repeat(99))).toBe(`"${"x".repeat(80)}"`);
  });

  it("cuts any other value after 80 characters too", () => {
    expect(quote(Array(999).fill(1))).toBe("1,".repeat(40));
  });

  it("writes any other value as it is", () => {
    expect([7, 1.5, Number.NaN, undefined, null, Symbol("x"), 5n].map(quote)).toEqual([
      "7",
      "1.5",
      "NaN",
      "undefined",
      "null",
      "Symbol(x)",
      "5",
    ]);
  });
});
