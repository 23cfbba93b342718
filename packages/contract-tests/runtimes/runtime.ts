import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A runtime that runs Vitest, and how it is started with the arguments of Vitest. */
export interface Runtime {
  readonly name: string;
  readonly program: string;
  command(args: readonly string[]): readonly string[];
}

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const exe = process.platform === "win32" ? ".exe" : "";

/** All but the Node that runs everything else. */
export const runtimes: readonly Runtime[] = [
  node("node-22"),
  node("node-26"),
  {
    name: "deno",
    program: inPackage(`deno/deno${exe}`),
    command: (args) => ["run", "--allow-all", vitest, ...args],
  },
  {
    name: "bun",
    // Bun's package gives it this name on every system.
    program: inPackage("bun/bin/bun.exe"),
    // Vitest's pool of processes talks over a channel that Bun lacks.
    command: (args) => ["--bun", vitest, ...args, "--pool=threads"],
  },
];

function node(name: string): Runtime {
  return { name, program: inPackage(`${name}/bin/node${exe}`), command: (args) => [vitest, ...args] };
}

function inPackage(path: string): string {
  return join(import.meta.dirname, "node_modules", path);
}
