import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { RunReport } from "./report.ts";

const root = join(import.meta.dirname, "..");
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const exe = process.platform === "win32" ? ".exe" : "";

/** A runtime in which Vitest itself runs. */
interface VitestRuntime {
  readonly program: string;
  /** Arguments before and after the arguments of Vitest. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

export const node = (version: 22 | 26) => runAll({ program: `node-${version}/bin/node${exe}` });

export const deno = () => runAll({ program: `deno/deno${exe}`, before: ["run", "--allow-all"] });

// The package uses this name on every system. Vitest's pool of processes needs a channel that Bun lacks.
export const bun = () => runAll({ program: "bun/bin/bun.exe", before: ["--bun"], after: ["--pool=threads"] });

/** Runs all test files. */
async function runAll({ program, before = [], after = [] }: VitestRuntime): Promise<RunReport> {
  const folder = await mkdtemp(join(tmpdir(), "runtime-"));
  const path = join(folder, "report.json");
  try {
    // Completions come from TypeScript, so no runtime changes them.
    const selection = ["--exclude=test/completions.test.ts"];
    const args = [...before, vitest, "run", "--reporter=./runtimes/reporter.ts", ...selection, ...after];
    const output = await run(join(import.meta.dirname, "node_modules", program), args, path);
    if (!existsSync(path)) throw new Error(`Vitest wrote no report:\n${output}`);
    return JSON.parse(await readFile(path, "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(program: string, args: readonly string[], report: string): Promise<string> {
  const child = spawn(program, args, { cwd: root, env: { ...process.env, REPORT: report } });
  const output: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => output.push(piece));
  child.stderr.on("data", (piece: Buffer) => output.push(piece));
  await once(child, "close");
  return Buffer.concat(output).toString();
}
