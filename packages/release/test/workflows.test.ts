import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findLooseTools, findUnpinned, lintWorkflows } from "../src/workflows/lint.ts";
import { createRepository } from "./git-repository.ts";

const workflows = join(import.meta.dirname, "..", "..", "..", ".github", "workflows");
const release = join(workflows, "release.yml");
const ci = join(workflows, "ci.yml");

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

test("requires an exact version for each installed tool", () => {
  const lines = [
    "      - run: npm install --global pnpm@12.21.0",
    "      - run: npm install --global pnpm@12.21.0 tool",
    "      - run: npm install --global pnpm@12",
    "      - run: npm i -g pnpm",
    "      - run: npx -y pnpm@12 build",
  ];
  expect(findLooseTools(lines.join("\n"))).toEqual([2, 3, 4]);
});

test("compares a pull request with the commit that it was merged with, though the branch is further", async () => {
  const { root, git } = await createRepository("workflows-");
  const commit = (words: string) => git("commit", "--quiet", "--allow-empty", "--message", words);
  commit("The base");
  const base = git("rev-parse", "HEAD");
  git("checkout", "--quiet", "-b", "change");
  commit("A change");
  git("checkout", "--quiet", "--detach", "main");
  git("merge", "--quiet", "--no-ff", "--message", "The merge that GitHub tests", "change");
  const merge = git("rev-parse", "HEAD");
  git("checkout", "--quiet", "main");
  commit("Something else, since");
  git("update-ref", "refs/remotes/origin/main", "main");
  git("checkout", "--quiet", merge);

  const [, step = ""] = /run: npx -y pnpm@12 (spec:changeset --check .+)/.exec(await readFile(ci, "utf8")) ?? [];
  const shell = ["-c", `printf '%s\\n' ${step}`];
  const args = execFileSync("bash", shell, { cwd: root, encoding: "utf8", env: { ...process.env, BASE: "main" } });
  expect(args.trim().split("\n")).toEqual(["spec:changeset", "--check", "--base", base]);
});
