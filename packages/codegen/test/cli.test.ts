import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { MINI, TEXTS, Workspace } from "./workspace.ts";

const FILES = [
  "packages/mini/src/generated/api.ts",
  "packages/mini/src/generated/models.ts",
  "packages/mini/src/generated/validate.ts",
  "packages/simulator/src/generated/mini.ts",
  "packages/simulator/src/generated/providers.ts",
  "packages/cli/src/generated/clients.ts",
  "packages/readme-tests/src/generated/clients.ts",
  "apps/demo/server/generated/clients.ts",
  "apps/demo/src/generated/factories.ts",
  "packages/ai-sdk/test/generated/clients.ts",
  "packages/benchmarks/src/generated/clients.ts",
  "apps/docs/src/generated/clients.ts",
];
const READMES = [...Object.keys(TEXTS), "packages/mini/README.md"];

test("writes the files and lists them, and then finds them up to date", async () => {
  const workspace = new Workspace();
  expect(await workspace.run()).toEqual({
    code: 0,
    out: [...FILES, ...READMES].map((file) => `wrote ${file}`),
    err: [],
  });
  expect(await workspace.run()).toEqual({ code: 0, out: ["up to date"], err: [] });
  expect(await workspace.run("--check")).toEqual({ code: 0, out: ["up to date"], err: [] });
});

test("lists outdated files with --check, and writes nothing", async () => {
  const workspace = new Workspace();
  const missing = [...FILES.map((file) => `missing: ${file}`), ...READMES.map((file) => `out of date: ${file}`)];
  expect(await workspace.run("--check")).toEqual({ code: 1, out: [], err: [...missing, "run pnpm generate"] });
  expect(workspace.output()).toEqual({});

  await workspace.run();
  workspace.write("packages/mini/src/generated/models.ts", "edited by hand");
  workspace.write("packages/mini/src/generated/old.ts", "");
  const before = workspace.output();
  expect(await workspace.run("--check")).toEqual({
    code: 1,
    out: [],
    err: [
      "out of date: packages/mini/src/generated/models.ts",
      "stale: packages/mini/src/generated/old.ts",
      "run pnpm generate",
    ],
  });
  expect(workspace.output()).toEqual(before);
});

test("removes files that are no longer generated", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const before = workspace.output();
  workspace.write("packages/simulator/src/generated/gone.ts", "");
  expect((await workspace.run()).out).toEqual(["removed packages/simulator/src/generated/gone.ts"]);
  expect(workspace.output()).toEqual(before);
});

test("lists the remains of a provider without a spec", async () => {
  const workspace = new Workspace({ mini: MINI, other: MINI });
  await workspace.run();
  workspace.remove("specs/other");
  workspace.write("packages/simulator/src/other/handlers.ts", "");
  workspace.write("apps/demo/package.json", '{ "dependencies": { "@seedream-clients/other": "workspace:^" } }');
  workspace.write(".github/workflows/drift.yml", "include:\n  - provider: other\n");
  workspace.write("packages/others/README.md", "Of @seedream-clients/others and another.");
  const before = workspace.output();
  expect(await workspace.run()).toEqual({
    code: 1,
    out: [],
    err: [
      "specs/other/openapi.yaml does not exist, but these are left of other: remove them, or write the spec",
      "  .github/workflows/drift.yml",
      "  apps/demo/package.json",
      "  packages/other",
      "  packages/simulator/src/other",
    ],
  });
  expect(workspace.output()).toEqual(before);
});

test("generates one package with --package, from its own spec alone", async () => {
  const workspace = new Workspace({ mini: MINI, other: "a: [" });
  expect((await workspace.run("--package", "mini")).out).toEqual(FILES.slice(0, 3).map((file) => `wrote ${file}`));
  expect((await workspace.run("--package", "simulator")).err.join()).toContain("specs/other/openapi.yaml:1:");
});

test("writes the same bytes on every run", async () => {
  const [first, second] = [new Workspace(), new Workspace()];
  await first.run();
  for (const name of ["simulator", "cli", "readme-tests", "demo", "ai-sdk", "benchmarks", "docs"])
    await second.run("--package", name);
  await second.run("--package", "mini");
  expect(second.output()).toEqual(first.output());
});

test("rewrites neither models.ts nor validate.ts nor the simulator's document when a description changes", async () => {
  const workspace = new Workspace();
  await workspace.run();
  workspace.write("specs/mini/openapi.yaml", MINI.replace("A tier, or pixels.", "Pixels, or a tier."));
  expect((await workspace.run()).out).toEqual(["wrote packages/mini/src/generated/api.ts"]);
});

test("rewrites nothing when a comment of the spec changes", async () => {
  const workspace = new Workspace();
  await workspace.run();
  workspace.write("specs/mini/openapi.yaml", `# A comment.\n${MINI}`);
  expect((await workspace.run()).out).toEqual(["up to date"]);
});

test("rewrites no client when the version of the spec changes", async () => {
  const workspace = new Workspace();
  await workspace.run();
  workspace.write("specs/mini/openapi.yaml", MINI.replace("version: 1.2.3", "version: 1.2.4"));
  expect((await workspace.run()).out).toEqual(["wrote packages/simulator/src/generated/mini.ts"]);
});

test("refuses unknown arguments", async () => {
  const workspace = new Workspace();
  const flag = await workspace.run("--chek");
  expect(flag.code).toBe(2);
  expect(flag.err[0]).toBe("Unknown option '--chek'");
  expect(flag.err.join("\n")).toContain("Usage: pnpm generate [--check] [--package NAME ...]");
  expect(await workspace.run("--package", "min")).toEqual({
    code: 2,
    out: [],
    err: ['unknown package "min"; the packages are mini, simulator, cli, readme-tests, demo, ai-sdk, benchmarks, docs'],
  });
  expect((await workspace.run("--help")).out.join("\n")).toContain("--package NAME");
});

test("says how to create the missing package of a spec", async () => {
  const workspace = new Workspace();
  workspace.remove("packages/mini");
  expect(await workspace.run()).toEqual({
    code: 1,
    out: [],
    err: ["packages/mini does not exist; create it with a package.json for the client of specs/mini/openapi.yaml"],
  });
});

test("refuses to run without a spec", async () => {
  const workspace = new Workspace({});
  expect(await workspace.run()).toMatchObject({
    code: 1,
    err: ["no spec found; write specs/<provider>/openapi.yaml"],
  });
});

test.each(["class", "default", "in", "await", "302", "a.b", "Mini"])("refuses a provider called %s", async (name) => {
  const { code, out, err } = await new Workspace({ mini: MINI, [name]: MINI }).run();
  expect({ code, out }).toEqual({ code: 1, out: [] });
  expect(err).toEqual([
    expect.stringContaining(`specs/${name}/openapi.yaml: the provider cannot be called "${name}": `),
  ]);
  expect(err.join()).toContain(" — rename the folder");
});

test.each(["constructor", "302-ai"])("generates for a provider called %s", async (name) => {
  expect(await new Workspace({ [name]: MINI }).run()).toMatchObject({ code: 0, err: [] });
});

test("keeps the previous output when a file cannot be written, and names the file", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const before = workspace.output();
  workspace.write("specs/mini/openapi.yaml", MINI.replace("title: Mini 1.0", "title: Mini One"));
  const models = join(workspace.root, "packages/mini/src/generated/models.ts");
  mkdirSync(`${models}.${process.pid}.new`);
  expect(await workspace.run()).toEqual({
    code: 1,
    out: [],
    err: [
      `${models} cannot be written: EISDIR: illegal operation on a directory — correct that, and run the command again`,
    ],
  });
  expect(workspace.output()).toEqual(before);
});

test("leaves alone what another run is writing, and removes what a killed run left", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const running = ["packages/mini/src/generated/models.ts", "README.md"].map((file) => `${file}.${process.ppid}.new`);
  const killed = spawnSync(process.execPath, ["--version"]).pid;
  const left = ["packages/mini/src/generated/models.ts", "README.md"].map((file) => `${file}.${killed}.new`);
  for (const file of [...running, ...left, "README.md.orig.new"]) workspace.write(file, "");
  expect((await workspace.run("--check")).err).toEqual([...left.map((file) => `stale: ${file}`), "run pnpm generate"]);
  expect((await workspace.run()).out).toEqual(left.map((file) => `removed ${file}`));
  for (const file of [...running, "README.md.orig.new"]) expect(workspace.read(file)).toBe("");
});

test("finishes its writes when Ctrl-C comes between two of them", () => {
  const workspace = new Workspace({});
  const files = Array.from({ length: 20 }, (_, index) => join(workspace.root, `${index}.txt`));
  const program = `
    import { applyChanges } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "../src/write.ts")).href)};
    const files = ${JSON.stringify(files)};
    const writing = applyChanges(files.map((path) => ({ kind: "missing", path, text: "whole" })));
    process.kill(process.pid, "SIGINT");
    await writing;`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const file of files) expect(readFileSync(file, "utf8")).toBe("whole");
});
