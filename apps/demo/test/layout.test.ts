import { describe, expect, it } from "vitest";
import { bandsOf, heightOf, linesOf } from "../src/runs/layout.ts";

const rows = { ideal: 180, most: 300 };

describe("lines of pictures", () => {
  it.each([
    [[1, 1, 1, 1], 848, [4]],
    [[2.33, 0.5625, 1, 1.78, 1, 1.78], 848, [3, 3]],
    [Array(15).fill(1), 848, [5, 5, 5]],
    [[1], 848, [1]],
    [[], 848, []],
  ])("break %j at %d pixels into %j", (shapes, width, lines) => {
    expect(linesOf(shapes, width, rows)).toEqual(lines);
  });

  it("leave no picture alone in the last line if another break avoids it", () => {
    for (let count = 2; count <= 15; count++) {
      for (const shape of [0.5625, 0.75, 1, 1.5]) {
        const lines = linesOf(Array(count).fill(shape), 848, rows);
        expect(lines.reduce((sum, line) => sum + line)).toBe(count);
        if (lines.length > 1) expect(Math.min(...lines)).toBeGreaterThan(1);
      }
    }
  });

  it("have pictures of one height that fill the width", () => {
    expect(heightOf([1, 2], 308)).toBe(100);
  });
});

describe("bands", () => {
  const bands = (...runs: number[][]) =>
    bandsOf(runs, (run) => run, 848, rows).map((columns) => columns.map(({ run }) => runs.indexOf(run)));

  it("take the oldest first, so that a new run changes only the top band", () => {
    const older = [[1, 1, 1, 1], [1], [1.78], [1, 1]];
    const before = bands(...older).map((band) => band.map((index) => index + 1));
    const after = bands([1], ...older);
    expect(after.slice(-before.length + 1)).toEqual(before.slice(1));
  });

  it("put small runs side by side, and a wide one alone", () => {
    expect(bands([1], [1], [1], [1, 1, 1, 1])).toEqual([[0, 1, 2], [3]]);
  });
});
