import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import { expect, test } from "vitest";
import { run } from "../src/changeset-cli.ts";
import { edited, MINI } from "./mini.ts";
import { Repository } from "./repository.ts";

const SPEC = "specs/mini/openapi.yaml";
const FILE = ".changeset/spec-mini.md";
const BREAKING = edited(MINI, "        strength: { type: number, maximum: 1 }\n", "");
// A copy of the last model's row.
const NEW_MODEL = MINI.slice(MINI.indexOf("    - name: mini-edit"))
  .replaceAll("mini-edit-1-0", "mini-1-1")
  .replace("name: mini-edit", "name: mini-2.0");
const FEATURE = edited(
  edited(MINI, "mini-edit-1-0] }\n            - {", "mini-edit-1-0, mini-1-1] }\n            - {"),
  "    - name: mini-edit\n",
  `${NEW_MODEL}    - name: mini-edit\n`,
);
const PROSE = edited(MINI, "description: The images.", "description: All images.");

function releases(repository: Repository, file = FILE): Record<string, string> {
  return Object.fromEntries(parseChangesetFile(repository.read(file)).releases.map(({ name, type }) => [name, type]));
}

const both = (client: string, simulator = client) => ({
  "@seedream-clients/mini": client,
  "@seedream-clients/simulator": simulator,
});

test.each([
  { version: "0.1.0", change: "breaking", spec: BREAKING, expected: both("minor") },
  { version: "0.1.0", change: "feature", spec: FEATURE, expected: both("patch") },
  { version: "0.1.0", change: "fix", spec: edited(MINI, "image: 0.25", "image: 0.2"), expected: both("patch") },
  { version: "0.1.0", change: "prose", spec: PROSE, expected: { "@seedream-clients/mini": "patch" } },
  { version: "1.2.0", change: "breaking", spec: BREAKING, expected: both("major", "minor") },
  { version: "1.2.0", change: "feature", spec: FEATURE, expected: both("minor") },
  { version: "1.2.0", change: "prose", spec: PROSE, expected: { "@seedream-clients/mini": "patch" } },
])("at $version, a $change change", async ({ version, spec, expected }) => {
  const repository = new Repository({ version });
  repository.write(SPEC, spec);
  expect((await repository.run(run)).out.slice(1)).toEqual([`written: ${FILE}`]);
  expect(releases(repository)).toEqual(expected);
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("lists the changes for users, most severe first", async () => {
  const repository = new Repository();
  repository.write(SPEC, edited(edited(BREAKING, "stream: false", "stream: true"), "image: 0.25", "image: 0.2"));
  await repository.run(run);
  expect(parseChangesetFile(repository.read(FILE)).summary).toBe(`Mini: updated to the current API description.

Breaking changes:

- \`Request.strength\` was removed.

New:

- \`mini-edit\`: streaming is supported now.

Fixed:

- The price of \`mini-1.0\` is 0.2 CNY (in cn, as of 2026-08), was 0.25 CNY (in cn, as of 2026-08).`);
});

test("counts many changed descriptions in one line", async () => {
  const repository = new Repository();
  const descriptions = edited(edited(PROSE, "Of the mini API.", "Of Mini."), "Too many requests.", "Slow down.");
  repository.write(SPEC, descriptions);
  await repository.run(run);
  expect(repository.read(FILE)).toContain("\n- 3 descriptions were updated.\n");
});

test.each([
  {
    name: "the description of the API, which no package has",
    spec: edited(MINI, "Of the mini API.", "Of Mini."),
    expected: undefined,
  },
  {
    name: "info.version",
    spec: edited(MINI, "version: 1.0.0", "version: 1.1.0"),
    expected: { "@seedream-clients/simulator": "patch" },
  },
  {
    name: "the summary of an operation",
    spec: edited(MINI, "summary: Generate images", "summary: Make images"),
    expected: both("patch"),
  },
  { name: "a provenance note", spec: edited(MINI, "source: a page", "source: another page"), expected: undefined },
  {
    name: "the order of keys",
    spec: edited(
      edited(MINI, "        prompt: { type: string }\n", ""),
      "strength: { type: number, maximum: 1 }\n",
      "strength: { type: number, maximum: 1 }\n        prompt: { type: string }\n",
    ),
    expected: both("patch"),
  },
])("--check agrees with what is written for a change of $name", async ({ spec, expected }) => {
  const repository = new Repository();
  await repository.generate();
  repository.commit();
  repository.write(SPEC, spec);
  await repository.generate();
  await repository.run(run);
  expect(repository.has(FILE) ? releases(repository) : undefined).toEqual(expected);
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("reports a new version of the description", async () => {
  const repository = new Repository();
  repository.write(SPEC, edited(MINI, "version: 1.0.0", "version: 1.1.0"));
  await repository.run(run);
  expect(repository.read(FILE)).toContain("\n- `info.version` changed.\n");
});

test("writes the same file for the same diff, and replaces it for a new one", async () => {
  const repository = new Repository();
  repository.write(SPEC, FEATURE);
  await repository.run(run);
  const first = repository.read(FILE);
  expect((await repository.run(run)).out.slice(1)).toEqual([`up to date: ${FILE}`]);
  expect(repository.read(FILE)).toBe(first);
  repository.write(SPEC, BREAKING);
  expect((await repository.run(run)).out.slice(1)).toEqual([`written: ${FILE}`]);
  expect(releases(repository)).toEqual(both("minor"));
  repository.write(SPEC, MINI);
  expect((await repository.run(run)).out.slice(1)).toEqual([`removed: ${FILE}`]);
  expect(repository.list(".changeset")).toEqual(["README.md"]);
  expect((await repository.run(run)).out.slice(1)).toEqual(["no changed spec needs a changeset"]);
});

test("keeps a text that was edited by hand, and updates the bumps", async () => {
  const repository = new Repository();
  repository.write(SPEC, FEATURE);
  await repository.run(run);
  repository.write(FILE, edited(repository.read(FILE), "updated to the current API description.", "meet Mini 2.0!"));
  repository.write(SPEC, BREAKING);
  expect((await repository.run(run)).out.slice(1)).toEqual([
    `updated ${FILE}: kept its text, which was edited by hand; remove the file to rewrite it`,
  ]);
  expect(releases(repository)).toEqual(both("minor"));
  expect(repository.read(FILE)).toContain("meet Mini 2.0!");
  expect((await repository.run(run)).out.slice(1)).toEqual([`up to date: ${FILE}`]);
});

test("does not change the changeset of a merged change", async () => {
  const repository = new Repository();
  repository.write(SPEC, FEATURE);
  await repository.run(run);
  const merged = repository.read(FILE);
  repository.commit();
  repository.write(SPEC, edited(FEATURE, "image: 0.25", "image: 0.2"));
  expect((await repository.run(run)).out.slice(1)).toEqual(["written: .changeset/spec-mini-2.md"]);
  expect(repository.read(FILE)).toBe(merged);
  expect((await repository.run(run, "--check")).code).toBe(0);
});

test("writes a minor bump and a text for a new provider", async () => {
  const repository = new Repository({ version: "0.0.0" });
  repository.write("specs/other/openapi.yaml", edited(MINI, "images on Mini", "images on Other"));
  const { code, err } = await repository.run(run);
  expect(code).toBe(1);
  expect(err[0]).toContain("no package @seedream-clients/other is published from packages/: create it first");
  repository.write("packages/other/package.json", '{ "name": "@seedream-clients/other", "version": "0.0.0" }');
  await repository.run(run);
  expect(releases(repository, ".changeset/spec-other.md")).toEqual({
    "@seedream-clients/other": "minor",
    "@seedream-clients/simulator": "patch",
  });
  expect(parseChangesetFile(repository.read(".changeset/spec-other.md")).summary).toBe(
    "Other is a new provider, with a typed client, and a mock provider in the simulator.",
  );
});

test("lists the remains of a removed provider, and writes the simulator's changeset once they are gone", async () => {
  const repository = new Repository();
  repository.write("apps/demo/package.json", '{ "dependencies": { "@seedream-clients/mini": "workspace:^" } }');
  repository.commit();
  repository.remove("specs/mini");
  repository.write("specs/other/openapi.yaml", edited(MINI, "images on Mini", "images on Other"));
  repository.write("packages/other/package.json", '{ "name": "@seedream-clients/other", "version": "0.0.0" }');
  for (const args of [[], ["--check"]])
    expect(await repository.run(run, ...args)).toMatchObject({
      code: 1,
      err: [
        "specs/mini/openapi.yaml does not exist, but these are left of mini: remove them, or write the spec",
        "  apps/demo/package.json",
        "  packages/mini",
      ],
    });
  repository.remove("packages/mini");
  repository.remove("apps/demo");
  await repository.run(run);
  expect(releases(repository)).toEqual({ "@seedream-clients/simulator": "minor" });
  expect(repository.read(FILE)).toContain("- Mini is no longer documented.");
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("--check reports a spec without a changeset", async () => {
  const repository = new Repository();
  repository.write(SPEC, BREAKING);
  expect(await repository.run(run, "--check")).toMatchObject({
    code: 1,
    err: [
      `@seedream-clients/mini needs a minor changeset, and no new changeset names it: ${SPEC} changed — run pnpm spec:changeset`,
      `@seedream-clients/simulator needs a minor changeset, and no new changeset names it: ${SPEC} changed — run pnpm spec:changeset`,
    ],
  });
  expect(repository.list(".changeset")).toEqual(["README.md"]);
});

test("--check reports a bump that is too small", async () => {
  const repository = new Repository();
  repository.write(SPEC, BREAKING);
  repository.write(
    ".changeset/mine.md",
    '---\n"@seedream-clients/mini": patch\n"@seedream-clients/simulator": major\n---\n\nA field less.\n',
  );
  expect(await repository.run(run, "--check")).toMatchObject({
    code: 1,
    err: [
      `@seedream-clients/mini needs a minor changeset, and its changeset says patch: ${SPEC} changed — run pnpm spec:changeset`,
    ],
  });
  await repository.run(run);
  expect((await repository.run(run, "--check")).code).toBe(0);
});

test("--check reports changed sources of published packages", async () => {
  const repository = new Repository();
  repository.write("packages/core/src/index.ts", "export const name = 2;\n");
  repository.write("packages/core/src/retry.ts", "");
  repository.write("packages/core/src/money.ts", "");
  repository.write("packages/mini/README.md", "# Mini\n");
  repository.write("packages/mini/test/mini.test.ts", "");
  repository.write("packages/tools/src/index.ts", "");
  const issue =
    "@seedream-clients/core needs a patch changeset, and no new changeset names it: packages/core/src/index.ts and 2 other files changed — run pnpm changeset";
  expect(await repository.run(run, "--check")).toMatchObject({ code: 1, err: [issue] });
  repository.write(".changeset/mine.md", '---\n"@seedream-clients/core": patch\n---\n\nA change.\n');
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
  repository.commit();
  repository.write("packages/core/src/index.ts", "export const name = 3;\n");
  expect((await repository.run(run, "--check")).err).toEqual([
    "@seedream-clients/core needs a patch changeset, and no new changeset names it: packages/core/src/index.ts changed — run pnpm changeset",
  ]);
});

test("--check reports a changed range in a manifest or the catalog, but not a version", async () => {
  const repository = new Repository();
  const manifest = {
    name: "@seedream-clients/core",
    version: "0.2.0",
    dependencies: { yaml: "catalog:" },
    devDependencies: { a: "1" },
  };
  repository.write("packages/core/package.json", JSON.stringify(manifest));
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
  repository.write("packages/core/package.json", JSON.stringify({ ...manifest, dependencies: { yaml: "^3.0.0" } }));
  expect((await repository.run(run, "--check")).err).toEqual([
    "@seedream-clients/core needs a patch changeset, and no new changeset names it: packages/core/package.json changed — run pnpm changeset",
  ]);
  repository.write("packages/core/package.json", JSON.stringify(manifest));
  repository.write("pnpm-workspace.yaml", "catalog:\n  yaml: ^2.10.0\n");
  expect((await repository.run(run, "--check")).err).toHaveLength(3);
});

const MANIFEST = {
  name: "@seedream-clients/core",
  version: "1.2.0",
  bin: { mini: "./dist/mini.js", more: "./dist/more.js" },
  exports: { ".": "./dist/index.js", "./node": "./dist/node.js" },
  engines: { node: ">=22.12" },
  peerDependencies: { pg: "^8.22.0" },
};

test.each([
  { change: { bin: { mini: "./dist/mini.js" } }, says: "the command `more` was removed" },
  { change: { exports: { ".": "./dist/index.js" } }, says: "the entry `./node` was removed" },
  { change: { engines: { node: ">=24" } }, says: "it needs Node `>=24`, was `>=22.12`" },
  { change: { peerDependencies: { pg: "^9.0.0" } }, says: "it needs `pg` `^9.0.0`, was `^8.22.0`" },
  { change: { peerDependencies: { pg: "^8.22.0", "pg-boss": "^12.0.0" } }, says: "it needs `pg-boss` beside it" },
])("--check refuses a minor of a package at 1.2.0 when $says", async ({ change, says }) => {
  const repository = new Repository();
  repository.write("packages/core/package.json", JSON.stringify(MANIFEST));
  repository.commit();
  repository.write("packages/core/package.json", JSON.stringify({ ...MANIFEST, ...change }));
  repository.write(".changeset/mine.md", '---\n"@seedream-clients/core": minor\n---\n\nA change.\n');
  expect((await repository.run(run, "--check")).err).toEqual([
    `@seedream-clients/core needs a major changeset, and its changeset says minor: ${says} — run pnpm changeset`,
  ]);
});

test.each([
  { engines: { node: ">=22.11" } },
  { peerDependencies: { pg: "^8.22.0 || ^9.0.0" } },
  {
    peerDependencies: { pg: "^8.22.0", "pg-boss": "^12.0.0" },
    peerDependenciesMeta: { "pg-boss": { optional: true } },
  },
  { name: "@seedream-clients/kernel" },
])("--check takes a patch for %j in a manifest, and no less", async (change) => {
  const repository = new Repository();
  repository.write("packages/core/package.json", JSON.stringify(MANIFEST));
  repository.commit();
  const manifest = { ...MANIFEST, ...change };
  repository.write("packages/core/package.json", JSON.stringify(manifest));
  expect((await repository.run(run, "--check")).err[0]).toContain(`${manifest.name} needs a patch changeset`);
  repository.write(".changeset/mine.md", `---\n"${manifest.name}": patch\n---\n\nA change.\n`);
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("--check ignores the headers of generated files", async () => {
  const repository = new Repository();
  const file = "packages/mini/src/generated/models.ts";
  repository.write(file, "// sha256 1.\n// Do not edit.\n\nexport const a = 1;\n");
  repository.commit();
  repository.write(SPEC, `${MINI}# A comment.\n`);
  repository.write(file, "// sha256 2.\n// Do not edit.\n\nexport const a = 1;\n");
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
  repository.write(file, "// sha256 2.\n// Do not edit.\n\nexport const a = 2;\n");
  expect((await repository.run(run, "--check")).code).toBe(1);
});

test.each([
  {
    name: "an unknown package",
    file: '---\n"@seedream-clients/mimi": patch\n---\n\nA change.\n',
    says: ".changeset/mine.md names @seedream-clients/mimi, which is not a published package — correct or remove its line",
  },
  {
    name: "a private package",
    file: "---\ntools: patch\n---\n\nA change.\n",
    says: ".changeset/mine.md names tools, which is not a published package — correct or remove its line",
  },
  {
    name: "no text",
    file: '---\n"@seedream-clients/mini": patch\n---\n',
    says: ".changeset/mine.md has no text — write a sentence for users",
  },
])("--check refuses a changeset with $name, which the release could not use", async ({ file, says }) => {
  const repository = new Repository();
  repository.write(".changeset/mine.md", file);
  expect(await repository.run(run, "--check")).toMatchObject({ code: 1, err: [says] });
});

test("keeps a changeset with CRLF line breaks", async () => {
  const repository = new Repository();
  repository.write(SPEC, BREAKING);
  await repository.run(run);
  repository.write(FILE, repository.read(FILE).replaceAll("\n", "\r\n"));
  expect((await repository.run(run)).out.slice(1)).toEqual([`up to date: ${FILE}`]);
});

test("reports a changeset that cannot be parsed", async () => {
  const repository = new Repository();
  repository.write(SPEC, BREAKING);
  repository.write(".changeset/mine.md", "---\n@seedream: [\n---\n\nA field less.\n");
  const { code, err } = await repository.run(run, "--check");
  expect(code).toBe(1);
  expect(err).toHaveLength(1);
  expect(err[0]).toMatch(/^\.changeset\/mine\.md: .+ — correct the file, or remove it and run pnpm changeset$/);
});

test("refuses to replace a changeset that was written by hand", async () => {
  const repository = new Repository();
  repository.write(SPEC, BREAKING);
  repository.write(FILE, '---\n"@seedream-clients/mini": minor\n---\n\nBy hand.\n');
  expect(await repository.run(run)).toMatchObject({
    code: 1,
    err: [`${FILE} was written by hand, but its name is reserved for spec:changeset: rename it`],
  });
});

test("leaves no partial output if a file cannot be written", async () => {
  const repository = new Repository();
  repository.write(SPEC, BREAKING);
  mkdirSync(join(repository.root, `${FILE}.${process.pid}.new`));
  expect(await repository.run(run)).toMatchObject({
    code: 1,
    err: [expect.stringContaining(`${FILE} cannot be written: EISDIR`)],
  });
  expect(repository.list(".changeset")).toEqual(["README.md"]);
});

test("reports an invalid manifest and an unknown flag", async () => {
  const repository = new Repository();
  repository.write("packages/core/package.json", "{");
  expect((await repository.run(run, "--check")).err[0]).toMatch(
    /^packages\/core\/package\.json is not JSON: .+ — correct it$/,
  );
  const { code, err } = await repository.run(run, "--chek");
  expect(code).toBe(2);
  expect(err[0]).toBe("Unknown option '--chek'");
  expect(err).toContain("Usage: pnpm spec:changeset [--base REF] [--check]");
  expect((await repository.run(run, "--help")).out.join("\n")).toContain("--check");
});
