import { describe, expect, it } from "vitest";
import { median } from "../src/measure/median.ts";
import { inTurns, of } from "../src/measure/turns.ts";

describe("median()", () => {
  it("returns the middle value", () => {
    expect(median([10, 9, 100])).toBe(10);
  });

  it("returns NaN for no values", () => {
    expect(median([])).toBeNaN();
  });
});

describe("inTurns()", () => {
  const counting = (name: string, values: readonly number[], calls: string[]) => {
    let count = 0;
    return {
      name,
      measure: async () => {
        calls.push(name);
        return values[count++] ?? Number.NaN;
      },
    };
  };

  it("measures all subjects once before any of them again, and leaves out the first round", async () => {
    const calls: string[] = [];
    const subjects = [counting("ours", [900, 2, 9, 4], calls), counting("base", [900, 1, 3, 4], calls)];
    const measured = await inTurns(subjects, "base", 3);
    expect(calls.join(" ")).toBe("ours base ours base ours base ours base");
    expect(of(measured, "ours").median).toBe(4);
    expect(of(measured, "base").median).toBe(3);
  });

  it("takes the median of the ratios of each round, not the ratio of the medians", async () => {
    const subjects = [counting("ours", [0, 2, 8, 30], []), counting("base", [0, 1, 8, 10], [])];
    expect(of(await inTurns(subjects, "base", 3), "ours").ratio).toBe(2);
  });

  it("names the known subjects when asked for another one", async () => {
    const measured = await inTurns([counting("ours", [1, 1], [])], "ours", 1);
    expect(() => of(measured, "theirs")).toThrow('"theirs" was not measured; measured were ours');
  });
});
