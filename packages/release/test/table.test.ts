import { expect, test } from "vitest";
import { formatTable, type Outcome } from "../src/rehearse/table.ts";

test("formats a row per consumer, a column per package, and a reason for each failure", () => {
  const outcomes = new Map<string, Map<string, Outcome>>([
    [
      "Bun",
      new Map<string, Outcome>([
        ["ark", { kind: "ok", ms: 41.6 }],
        ["core", { kind: "failed", ms: 7, reason: "it broke" }],
      ]),
    ],
    [
      "Deno",
      new Map<string, Outcome>([
        ["ark", { kind: "skipped", reason: "deno cannot be installed" }],
        ["core", { kind: "skipped", reason: "deno cannot be installed" }],
      ]),
    ],
  ]);
  expect(formatTable(outcomes, ["ark", "core"]).split("\n")).toEqual([
    "      ark       core",
    "----  --------  -----------",
    "Bun   ok 42 ms  FAILED 7 ms",
    "Deno  SKIPPED   SKIPPED",
    "core in Bun, failed: it broke",
    "Deno, skipped: deno cannot be installed",
  ]);
});
