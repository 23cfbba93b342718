import { expect, test } from "vitest";
import { checkSourceMaps } from "../src/check/source-maps.ts";

const code = "export const a = 1;\n//# sourceMappingURL=index.js.map\n";

function check(text: string, ...sources: string[]) {
  const files: Record<string, string> = { "dist/index.js.map": JSON.stringify({ sources }), "src/index.ts": "" };
  return checkSourceMaps(new Map([["dist/index.js", text]]), (path) => files[path]);
}

test("accepts a map of published sources", () => {
  expect(check(code, "../src/index.ts")).toEqual([]);
});

test.each(["../src/gone.ts", "../../openapi-fetch/src/index.js", "src/index.ts"])("reports the source %s", (source) => {
  expect(check(code, "../src/index.ts", source)).toEqual([
    expect.stringMatching(/^dist\/index\.js was made from .+, which is not published/),
  ]);
});

test("reports a map that is not published", () => {
  expect(check(code.replace("index.js.map", "other.js.map"))).toEqual([
    "dist/index.js names other.js.map, which is not published",
  ]);
});

test("requires a map of a module that has code", () => {
  expect(check("export const a = 1;\n")).toEqual([expect.stringContaining("dist/index.js has no source map")]);
  expect(check('import "./a.js";\nexport * from "openapi-fetch";\nexport { a, type B } from "./shared.js";\n')).toEqual(
    [],
  );
  expect(check('import { a } from "./shared.js";\nexport { a };\n')).toEqual([]);
});
