import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findOtherVersions } from "../src/workflows/node-versions.ts";

const GOOD: Readonly<Record<string, string | object>> = {
  ".github/node-versions.json": { minimum: "22.12", tested: [22, 24, 26] },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a workflow.
  ".github/workflows/ci.yml": "    node-version-file: .node-version\n    node-version: ${{ matrix.node }}\n",
  ".node-version": "24\n",
  "package.json": { devDependencies: { node: "^24.0.0" } },
  "pnpm-workspace.yaml": "nodeVersion: 24.21.0\n",
  "packages/ark/package.json": { engines: { node: ">=22.12" } },
  "packages/jobs/package.json": { engines: { node: ">=22.13" } },
  "packages/release/package.json": { private: true, engines: { node: ">=24" } },
  "packages/contract-tests/package.json": { private: true },
  "packages/contract-tests/runtimes/package.json": {
    dependencies: { "node-22": "npm:node@^22", "node-26": "", bun: "1" },
  },
  "apps/demo/package.json": { private: true, engines: { node: ">=24" } },
};

async function find(changes: Readonly<Record<string, string | object>>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), "node-versions-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [path, content] of Object.entries({ ...GOOD, ...changes })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return findOtherVersions(root);
}

test("accepts files that follow the policy, and a later version of the oldest line", async () => {
  expect(await find({})).toEqual([]);
});

test.each([
  ["packages/ark/package.json", { engines: { node: ">=20.0" } }],
  ["packages/ark/package.json", { engines: { node: ">=22.11" } }],
  ["packages/ark/package.json", { engines: { node: ">=24.0" } }],
  ["packages/ark/package.json", {}],
  ["packages/release/package.json", { private: true, engines: { node: ">=22" } }],
  ["apps/demo/package.json", { private: true, engines: { node: ">=26" } }],
  ["package.json", { devDependencies: { node: "^22.0.0" } }],
  ["pnpm-workspace.yaml", "packages: []\n"],
  ["packages/contract-tests/runtimes/package.json", { dependencies: { "node-22": "" } }],
  [".github/workflows/ci.yml", "    node-version: 24\n"],
  [".github/workflows/ci.yml", "    node-version: [22, 24]\n"],
  [".github/node-versions.json", { minimum: "20.9", tested: [22, 24, 26] }],
])("names %s with %j", async (path, content) => {
  expect((await find({ [path]: content }))[0]).toContain(path);
});

test("reports an untested version in .node-version", async () => {
  expect(await find({ ".node-version": "25\n" })).toContainEqual(
    ".node-version: is 25; it must be one of tested in .github/node-versions.json: 22, 24, 26",
  );
});
