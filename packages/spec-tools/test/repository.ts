import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planOutput } from "@seedream-clients/codegen/src/generate.ts";
import { applyChanges, findChanges } from "@seedream-clients/codegen/src/write.ts";
import type { ExitCode, Output } from "@seedream-clients/command-line";
import { onTestFinished } from "vitest";
import { MINI } from "./mini.ts";

type Command = (args: readonly string[], root: string, output: Output) => Promise<ExitCode>;

// A hook that runs the tests may point git at another repository.
const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...environment } = process.env;

/** A git checkout in a temporary folder: the spec and the client of Mini, the simulator, and core; committed on main. */
export class Repository {
  readonly root = mkdtempSync(join(tmpdir(), "spec-tools-"));

  constructor({ git = true, version = "0.1.0" } = {}) {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    this.write("specs/mini/openapi.yaml", MINI);
    for (const name of ["core", "mini", "simulator"]) {
      const manifest = { name: `@seedream-clients/${name}`, version, dependencies: { yaml: "catalog:" } };
      this.write(`packages/${name}/package.json`, JSON.stringify(manifest));
      this.write(`packages/${name}/src/index.ts`, "export const name = 1;\n");
    }
    this.write("packages/tools/package.json", JSON.stringify({ name: "tools", private: true }));
    this.write("pnpm-workspace.yaml", "packages: [packages/*]\ncatalog:\n  yaml: ^2.9.1\n");
    this.write(".changeset/README.md", "# Changesets\n");
    if (!git) return;
    this.git("init", "--quiet", "--initial-branch=main");
    this.commit();
  }

  git(...args: string[]): string {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    return execFileSync("git", [...identity, ...args], { cwd: this.root, encoding: "utf8", env: environment }).trim();
  }

  commit(): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "A change");
    return this.git("rev-parse", "HEAD");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
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

  /** Writes what is generated from the specs. */
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
