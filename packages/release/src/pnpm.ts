import { basename, delimiter, dirname } from "node:path";
import { type ProgramOptions, type ProgramResult, runProgram } from "./run-program.ts";

/** Runs the pnpm that this process was started with, or the one on the path. */
export function pnpm(args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return runProgram("pnpm", args, { ...options, env: { ...pnpmOnPath(), ...options.env } });
}

/** A path on which `pnpm` is found, for programs that call it by name. */
export function pnpmOnPath(): { PATH?: string } {
  const own = process.env.npm_execpath;
  if (!own || !/^pnpm(\.exe|\.cmd)?$/.test(basename(own))) return {};
  return { PATH: [dirname(own), process.env.PATH].join(delimiter) };
}
