import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run as runReport } from "../src/api/cli.ts";

const manifest = {
  name: "@seedream-clients/one",
  version: "1.0.0",
  type: "module",
  exports: { ".": "./dist/index.js", "./package.json": "./package.json" },
};

async function workspace(declarations: string) {
  // Inside this package, so that the compiler finds the types of Node.
  const root = await mkdtemp(join(import.meta.dirname, "..", "node_modules", "api-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = join(root, "packages", "one");
  await mkdir(join(folder, "dist"), { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "dist", "index.js"), "");
  const declare = (text: string) => writeFile(join(folder, "dist", "index.d.ts"), text);
  await declare(declarations);
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const add = (line: string) => lines.push(line);
    return { code: await runReport(args, root, { out: add, err: add }), lines };
  };
  const reportOf = () => readFile(join(folder, "api", "index.api.md"), "utf8");
  return { run, declare, reportOf, folder };
}

test("--check lists a change of the exports and fails until the report is written", async () => {
  const { run, declare, reportOf } = await workspace("export interface Options {\n    region?: string;\n}\n");
  expect(await run()).toEqual({ code: 0, lines: ["packages/one/api/index.api.md: is new"] });
  expect(await run("--check")).toEqual({ code: 0, lines: ["up to date"] });

  await declare("export interface Options {\n    region: string;\n}\n");
  const before = await reportOf();
  expect(await run("--check")).toEqual({
    code: 1,
    lines: [
      "packages/one/api/index.api.md:",
      "  changed: interface Options",
      "      - region?: string;",
      "      + region: string;",
      expect.stringContaining("pnpm api:report"),
    ],
  });
  expect(await reportOf()).toBe(before);

  expect((await run()).code).toBe(0);
  expect((await run("--check")).code).toBe(0);
});

test("ignores CRLF line breaks", async () => {
  const { run, reportOf, folder } = await workspace("export interface Options {\n    region?: string;\n}\n");
  await run();
  const report = (await reportOf()).replaceAll("\n", "\r\n");
  await writeFile(join(folder, "api", "index.api.md"), report);
  expect(await run("--check")).toEqual({ code: 0, lines: ["up to date"] });
});

test("names a package that is not built", async () => {
  const { run, folder } = await workspace("export {};\n");
  await rm(join(folder, "dist"), { recursive: true });
  expect(await run("--check")).toEqual({
    code: 1,
    lines: ["not built: packages/one/dist/index.js\nRun `pnpm build` first."],
  });
});

test("names an unknown flag", async () => {
  const { run } = await workspace("export {};\n");
  const { code, lines } = await run("--chek");
  expect(code).toBe(2);
  expect(lines.join("\n")).toMatch(/^Unknown option '--chek'\n\n.*\n {2}--check /s);
});
