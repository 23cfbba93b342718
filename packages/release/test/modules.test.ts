import { expect, test } from "vitest";
import { findLeftOver, findModules } from "../src/check/modules.ts";

const item = {
  entries: [
    { path: ".", target: "./dist/index.js" },
    { path: "./node", target: "./dist/node.js" },
  ],
  bins: ["./dist/cli.js"],
};

const built: Readonly<Record<string, string>> = {
  "dist/index.js": 'import { a } from "./shared.js";\nimport "openapi-fetch";\nexport { a };\n',
  "dist/index.d.ts": 'import { A } from "./shared.js";\nexport { type A };\n',
  "dist/node.js": 'export { a } from "./shared.js";\nconst later = () => import("./picture.js");\n',
  "dist/node.d.ts": "export {};\n",
  "dist/cli.js": '#!/usr/bin/env node\nimport { a } from "./index.js";\na();\n',
  "dist/shared.js": "export const a = () => 1;\n",
  "dist/shared.d.ts": "export interface A {}\n",
  "dist/picture.js": "export const picture = 1;\n",
};

function modulesOf(files: Readonly<Record<string, string | undefined>>) {
  return findModules(item, (path) => files[path]);
}

test("finds every module that an entry or a command loads", () => {
  const { found, faults } = modulesOf(built);
  expect(faults).toEqual([]);
  expect([...found.keys()].sort()).toEqual(Object.keys(built).sort());
});

test.each(Object.keys(built))("reports that %s is missing", (file) => {
  expect(modulesOf({ ...built, [file]: undefined }).faults).toContainEqual(
    expect.stringContaining(`${file} is missing`),
  );
});

test("reports a second module that entries share", () => {
  const files = { ...built, "dist/index.js": 'export { a } from "./hash-1a2b.js";\n', "dist/hash-1a2b.js": "" };
  expect(modulesOf(files).faults).toEqual([
    expect.stringContaining("dist/index.js imports dist/hash-1a2b.js; entries share one module"),
  ]);
});

test("accepts any shared module in a command without entries", () => {
  const files: Readonly<Record<string, string>> = {
    "dist/cli.js": 'import "./exit.js";\nawait import("./models.js");\n',
    "dist/models.js": 'import "./exit.js";\n',
    "dist/exit.js": "",
  };
  const { found, faults } = findModules({ entries: [], bins: ["./dist/cli.js"] }, (path) => files[path]);
  expect(faults).toEqual([]);
  expect([...found.keys()].sort()).toEqual(Object.keys(files).sort());
});

test("reports a file that no entry uses, and its map", () => {
  const { found } = modulesOf(built);
  expect(findLeftOver(["dist/index.js", "dist/index.js.map", "src/old.ts"], found)).toEqual([]);
  expect(findLeftOver(["dist/old.js", "dist/old.js.map"], found)).toEqual([
    expect.stringContaining("dist/old.js is used by no entry"),
    expect.stringContaining("dist/old.js.map is used by no entry"),
  ]);
});
