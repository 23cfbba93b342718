import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findUnpinned, lintWorkflows } from "../src/workflows/lint.ts";

const release = join(import.meta.dirname, "..", "..", "..", ".github", "workflows", "release.yml");

async function lint(workflow: string) {
  const root = await mkdtemp(join(tmpdir(), "workflows-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, ".github", "workflows"), { recursive: true });
  await writeFile(join(root, ".github", "workflows", "release.yml"), workflow);
  const lines: string[] = [];
  const passed = await lintWorkflows(root, { out: () => {}, err: (line) => lines.push(line) });
  return { passed, lines };
}

test("accepts release.yml, and refuses a misspelt job", async () => {
  const good = await readFile(release, "utf8");
  expect(await lint(good)).toEqual({ passed: true, lines: [] });
  const { passed, lines } = await lint(good.replace("needs: pack", "needs: packing"));
  expect(passed).toBe(false);
  expect(lines.join("\n")).toMatch(/release\.yml:\d+:\d+: .*packing/);
});

test("requires a hash for each action, with its version in a comment", () => {
  const hash = "8488615a623b1b9c987934bb89eae8af6a946ac1";
  const lines = [
    `      - uses: changesets/action/pack@${hash} # v2.1.1`,
    `        uses: actions/checkout@${hash} # v7.0.1`,
    "      - uses: ./.github/actions/setup",
    "      - uses: actions/checkout@v7",
    `      - uses: actions/checkout@${hash}`,
    "      - uses: actions/checkout@3d3c42e # v7.0.1",
  ];
  expect(findUnpinned(lines.join("\n"))).toEqual([4, 5, 6]);
});
