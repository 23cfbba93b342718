/**
 * Runs the fault tests on the versions of Node in `runtimes/`. They test sockets, fetch and Base64, which differ between
 * versions of Node.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(import.meta.dirname);
const runtimes = new URL("../runtimes/", import.meta.url);
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

const results = await Promise.all(versions().map(run));
process.exitCode = results.every((passed) => passed) ? 0 : 1;

function versions(): string[] {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", runtimes), "utf8"));
  if (typeof manifest !== "object" || !manifest || !("devDependencies" in manifest)) return [];
  return Object.keys(manifest.devDependencies ?? {});
}

async function run(name: string): Promise<boolean> {
  const node = fileURLToPath(new URL(`node_modules/${name}/bin/node`, runtimes));
  if (!existsSync(node)) throw new Error(`${name} is not installed at ${node}: run pnpm install`);
  const child = spawn(node, [vitest, "run", "test/faults", "--reporter=dot"], { cwd: root });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, "close");
  process.stdout.write(`${name}: ${code === 0 ? "passed" : "failed"}\n`);
  process.stdout.write(Buffer.concat(output));
  return code === 0;
}
