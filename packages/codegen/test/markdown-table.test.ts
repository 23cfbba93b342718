import { expect, test } from "vitest";
import { markdownTable } from "../src/markdown-table.ts";

test("pads columns to their widest cell, to three at least, and counts Chinese characters twice", () => {
  expect(
    markdownTable(
      ["a", "模型"],
      [
        ["`abcd`", "–"],
        ["", "（默认）"],
      ],
    ),
  ).toBe(
    ["| a      | 模型     |", "| ------ | -------- |", "| `abcd` | –        |", "|        | （默认） |"].join("\n"),
  );
  expect(markdownTable(["a"], [["b"]])).toBe("| a   |\n| --- |\n| b   |");
});
