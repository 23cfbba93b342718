import { basename, delimiter, dirname } from "node:path";
import { type ProgramOptions, type ProgramResult, runProgram } from "./run-program.ts";

/** Runs the pnpm that started this process, or else the one on the PATH. */
export function pnpm(args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return runProgram("pnpm", args, { ...options, env: { ...pnpmOnPath(), ...options.env } });
}

/** Returns a PATH with `pnpm`, for programs that call it by name. */
export function pnpmOnPath(): { PATH?: string } {
  const own = process.env.npm_execpath;
  if (!own || !/^pnpm(\.exe|\.cmd)?$/.test(basename(own))) return {};
  return { PATH: [dirname(own), process.env.PATH].join(delimiter) };
}
