import { expect, test } from "vitest";
import { describeDifference } from "../src/api/difference.ts";

function report(...declarations: string[]): string {
  return ["## API Report", "", "```ts", "import { A } from 'a';", "", ...declarations, "```", ""].join("\n");
}

test("names what came, what went and what changed, line by line", () => {
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

test("an overload belongs to the function of its name", () => {
  const one = report("export function get(a: string): void;", "");
  const two = report("export function get(a: string): void;", "", "export function get(a: number): void;", "");
  expect(describeDifference(one, two)).toEqual([
    "changed: function get",
    "    + export function get(a: number): void;",
  ]);
});

test("a whole module that is exported on is a declaration too", () => {
  const without = report();
  const withAll = report('export * from "@seedream-clients/core";', "");
  expect(describeDifference(without, withAll)).toEqual(['added: export * from "@seedream-clients/core";']);
});

test("a report that differs outside of its declarations is not passed over", () => {
  expect(describeDifference(report(), report().replace("Report", "Reports"))).toHaveLength(1);
});
