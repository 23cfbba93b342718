import { expect, test } from "vitest";
import { describeDifference } from "../src/api/difference.ts";

function report(...declarations: string[]): string {
  return ["## API Report", "", "```ts", "import { A } from 'a';", "", ...declarations, "```", ""].join("\n");
}

test("lists added, removed and changed declarations, with their lines", () => {
  const before = report(
    "export interface Options {",
    "    region?: Region;",
    "    seed?: number;",
    "}",
    "",
    "export function old(): void;",
    "",
  );
  const after = report(
    "export interface Options {",
    "    region: Region;",
    "    seed?: number;",
    "}",
    "",
    "export const models: Catalogue;",
    "",
  );
  expect(describeDifference(before, after)).toEqual([
    "changed: interface Options",
    "    - region?: Region;",
    "    + region: Region;",
    "removed: function old",
    "added: const models",
  ]);
});

test("shows a new overload as a change of its function", () => {
  const one = report("export function get(a: string): void;", "");
  const two = report("export function get(a: string): void;", "", "export function get(a: number): void;", "");
  expect(describeDifference(one, two)).toEqual([
    "changed: function get",
    "    + export function get(a: number): void;",
  ]);
});

test("lists an added export of a whole module", () => {
  const without = report();
  const withAll = report('export * from "@seedream-clients/core";', "");
  expect(describeDifference(without, withAll)).toEqual(['added: export * from "@seedream-clients/core";']);
});

test("reports a difference outside the declarations", () => {
  expect(describeDifference(report(), report().replace("Report", "Reports"))).toHaveLength(1);
});
