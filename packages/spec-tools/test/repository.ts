import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planOutput } from "@seedream-clients/codegen/src/generate.ts";
import { applyChanges, findChanges } from "@seedream-clients/codegen/src/write.ts";
import type { ExitCode, Output } from "@seedream-clients/command-line";
import { inject, onTestFinished } from "vitest";
import { MINI } from "./mini.ts";

type Command = (args: readonly string[], root: string, output: Output) => Promise<ExitCode>;

// If a git hook runs the tests, its variables point git at another repository.
const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...environment } = process.env;

// Checkouts to copy, by the version of their packages. A copy saves three git processes.
const checkouts = new Map<string, string>();

/** A git checkout in a temporary folder, with Mini's spec and client, the simulator and core committed on main. */
export class Repository {
  readonly root = mkdtempSync(join(tmpdir(), "spec-tools-"));

  constructor({ git = true, version = "0.1.0" } = {}) {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    if (!git) writeFiles(this.root, version);
    else {
      const checkout = checkouts.get(version) ?? newCheckout(version);
      checkouts.set(version, checkout);
      cpSync(checkout, this.root, { recursive: true });
    }
  }

  git(...args: string[]): string {
    return git(this.root, ...args);
  }

  commit(): void {
    commit(this.root);
  }

  /** Restores the files of the last commit. */
  reset(): void {
    this.git("reset", "--quiet", "--hard");
    this.git("clean", "--quiet", "--force", "-d");
  }

  /** Id of the last commit. */
  head(): string {
    return this.git("rev-parse", "HEAD");
  }

  write(path: string, text: string): void {
    write(this.root, path, text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Writes the files that are generated from the specs. */
  async generate(): Promise<void> {
    const { folders } = await planOutput(this.root, ["mini", "simulator"]);
    await applyChanges(await findChanges(folders, []));
  }

  /** Names of the files in a folder. */
  list(folder: string): string[] {
    return readdirSync(join(this.root, folder)).sort();
  }

  async run(command: Command, ...args: string[]): Promise<{ code: ExitCode; out: string[]; err: string[] }> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await command(args, this.root, {
      out: (line) => out.push(...line.split("\n")),
      err: (line) => err.push(...line.split("\n")),
    });
    return { code, out, err };
  }
}

function newCheckout(version: string): string {
  const root = mkdtempSync(join(inject("checkouts"), "checkout-"));
  writeFiles(root, version);
  // Without a template, git copies no sample hooks.
  git(root, "init", "--quiet", "--initial-branch=main", "--template=");
  commit(root);
  return root;
}

function writeFiles(root: string, version: string): void {
  write(root, "specs/mini/openapi.yaml", MINI);
  for (const name of ["core", "mini", "simulator"]) {
    const manifest = { name: `@seedream-clients/${name}`, version, dependencies: { yaml: "catalog:" } };
    write(root, `packages/${name}/package.json`, JSON.stringify(manifest));
    write(root, `packages/${name}/src/index.ts`, "export const name = 1;\n");
  }
  write(root, "packages/tools/package.json", JSON.stringify({ name: "tools", private: true }));
  write(root, "pnpm-workspace.yaml", "packages: [packages/*]\ncatalog:\n  yaml: ^2.9.1\n");
  write(root, ".changeset/README.md", "# Changesets\n");
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function git(root: string, ...args: string[]): string {
  const identity = [
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "maintenance.auto=false",
  ];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8", env: environment }).trim();
}

function commit(root: string): void {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--allow-empty", "--message", "A change");
}
