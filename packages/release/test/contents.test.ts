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

test("code, types, maps, sources and documents are what users need", () => {
  expect(checkContents(good)).toEqual([]);
  expect(checkContents([...good, "CHANGELOG.md"])).toEqual([]);
});

test.each(good.filter((file) => file !== "src/index.ts"))("%s must be there", (file) => {
  expect(checkContents(good.filter((other) => other !== file))).toEqual([
    expect.stringContaining(`${file} is missing`),
  ]);
});

test("what an earlier build left over is found", () => {
  expect(checkContents([...good, "dist/gone.js"])).toEqual([expect.stringContaining("dist/gone.js has no source")]);
});

test("what a page needs goes along as it is", () => {
  expect(checkContents([...good, "src/site/page.css", "dist/site/page.css"])).toEqual([]);
});

test.each([
  "src/index.test.ts",
  "src/test/fake.ts",
  "tsconfig.build.tsbuildinfo",
  ".turbo/turbo-build.log",
  ".env.local",
])("%s is not for users", (file) => {
  expect(checkContents([...good, file])).toEqual([expect.stringContaining(`${file} is not for users`)]);
});

test("anything else is questioned", () => {
  expect(checkContents([...good, ".size-limit.js"])).toEqual([expect.stringContaining(".size-limit.js is not among")]);
});
