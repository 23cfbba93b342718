import { Console } from "node:console";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type { Output } from "@seedream-clients/codegen/src/output.ts";
import { LayoutError, ProblemsError, UsageError } from "@seedream-clients/codegen/src/problem.ts";

/** 0: done. 1: a check found something. 2: the arguments or what they lead to cannot be used. */
export type ExitCode = 0 | 1 | 2;

// Unlike the streams themselves, it bears a reader that leaves early: `pnpm spec:diff | head`.
const terminal = new Console(process.stdout, process.stderr);

export const TERMINAL: Output = {
  out: (line) => terminal.log(line),
  err: (line) => terminal.error(line),
};

/** Ends a command that was given something it cannot use. One line: the value, the rule and the way out. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** Runs a command; what it cannot use becomes a message and exit code 2. */
export async function runCommand(output: Output, command: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (!isExpected(error)) throw error;
    output.err(error.message);
    return 2;
  }
}

interface Flags<Options> {
  readonly options: Options;
  readonly allowPositionals: boolean;
  /** All of them, for the message about one that there is not. */
  readonly words: string;
}

/** The flags and names that a command was given. */
export function readFlags<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { options, allowPositionals, words }: Flags<Options>,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new UsageError(`${reason} — the flags are ${words}`);
  }
}

function isExpected(error: unknown): error is Error {
  return [InputError, UsageError, ProblemsError, LayoutError].some((kind) => error instanceof kind);
}
