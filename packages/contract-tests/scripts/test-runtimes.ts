/**
 * Runs all suites under the runtimes in `runtimes/`, or those that are named. Sockets, fetch and Base64 are a runtime's
 * own: each one must keep the contract, except for what `runtimes/expectations/` lists.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "../runtimes/compare.ts";
import { expectations } from "../runtimes/expectations/all.ts";
import type { RunReport } from "../runtimes/report.ts";
import { type Runtime, runtimes } from "../runtimes/runtime.ts";

const root = join(import.meta.dirname, "..");
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !runtimes.some((runtime) => runtime.name === name));
if (unknown.length > 0) throw new Error(`Unknown runtime: ${unknown}; known: ${runtimes.map(({ name }) => name)}`);

// One after the other: each uses all cores.
for (const runtime of runtimes) {
  if (wanted.length === 0 || wanted.includes(runtime.name)) await test(runtime);
}

async function test(runtime: Runtime): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "runtime-"));
  try {
    const start = Date.now();
    const report = await run(runtime, join(folder, "report.json"));
    const problems = compare(report, expectations[runtime.name] ?? []);
    const count = (state: string) => report.tests.filter((test) => test.state === state).length;
    const seconds = Math.round((Date.now() - start) / 1000);
    process.stdout.write(
      `${runtime.name}: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped, ` +
        `${problems.length} of that unexpected, in ${seconds} s\n`,
    );
    for (const problem of problems) process.stdout.write(`${problem}\n`);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run({ name, program, command }: Runtime, path: string): Promise<RunReport> {
  if (!existsSync(program)) throw new Error(`${name} is not at ${program}; run \`pnpm run provision\` in ${root}`);
  const args = command(["run", "--reporter=./runtimes/reporter.ts"]);
  const child = spawn(program, args, { cwd: root, env: { ...process.env, REPORT: path } });
  const output: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => output.push(piece));
  child.stderr.on("data", (piece: Buffer) => output.push(piece));
  const [code] = await once(child, "close");
  if (!existsSync(path)) throw new Error(`${name} ended with ${code} and no report:\n${Buffer.concat(output)}`);
  return JSON.parse(readFileSync(path, "utf8"));
}
