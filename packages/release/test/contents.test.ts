import { expect, test } from "vitest";
import { checkContents } from "../src/check/contents.ts";

const good = [
  "LICENSE",
  "README.md",
  "package.json",
  "src/index.ts",
  "dist/index.js",
  "dist/index.js.map",
  "dist/index.d.ts",
  "dist/index.d.ts.map",
];

test("accepts code, types, maps, sources and documents", () => {
  expect(checkContents(good)).toEqual([]);
  expect(checkContents([...good, "CHANGELOG.md"])).toEqual([]);
});

test.each(["LICENSE", "README.md", "package.json"])("requires %s", (file) => {
  expect(checkContents(good.filter((other) => other !== file))).toEqual([
    expect.stringContaining(`${file} is missing`),
  ]);
});

test("accepts style sheets among the sources", () => {
  expect(checkContents([...good, "src/site/page.css"])).toEqual([]);
});

test.each([
  "src/index.test.ts",
  "src/test/fake.ts",
  "tsconfig.build.tsbuildinfo",
  ".turbo/turbo-build.log",
  ".env.local",
])("refuses %s", (file) => {
  expect(checkContents([...good, file])).toEqual([expect.stringContaining(`${file} is not for users`)]);
});

test("refuses any other file", () => {
  expect(checkContents([...good, ".size-limit.js"])).toEqual([expect.stringContaining(".size-limit.js is not among")]);
  expect(checkContents([...good, "dist/node/save.js"])).toEqual([expect.stringContaining("dist/node/save.js is not")]);
});
