import { expect, test } from "vitest";
import { checkCoreRange } from "../src/check/core-range.ts";

const kit = new Map([["dist/index.js", 'import { createClient } from "@seedream-clients/core/client";']]);
const types = new Map([["dist/index.d.ts", 'import { Cost } from "@seedream-clients/core";']]);
const manifest = (range: string) => JSON.stringify({ dependencies: { "@seedream-clients/core": range } });

test.each(["^1.2.0", "*", ">=1.2.0", "~1", "1", "1.2.0||^1.3.0"])(
  "refuses a package on the kit that takes %s of core",
  (range) => {
    expect(checkCoreRange(manifest(range), kit)).toEqual([
      `package.json takes ${range} of @seedream-clients/core, and @seedream-clients/core/client may change in any minor; write workspace:~`,
    ]);
  },
);

test.each(["~1.2.0", "~1.2", "1.2.0", "1.2.0-next.1"])("accepts %s, which allows no other minor", (range) => {
  expect(checkCoreRange(manifest(range), kit)).toEqual([]);
});

test("accepts any range of a package that does not use the kit", () => {
  expect(checkCoreRange(manifest("^1.2.0"), types)).toEqual([]);
  expect(checkCoreRange("{}", kit)).toEqual([]);
});
