import { expect, test } from "vitest";
import { markdownTable } from "../src/markdown-table.ts";

test("columns are as wide as their widest cell, at least three, and Chinese characters count twice", () => {
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
