import { Console } from "node:console";
import { LayoutError, ProblemsError, UsageError } from "@seedream-clients/codegen/src/problem.ts";

/** 0: done. 1: a check found something. 2: the arguments or what they lead to cannot be used. */
export type ExitCode = 0 | 1 | 2;

/** Where a command writes its lines. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}

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

/** `parse`, with a `UsageError` that lists the flags in place of its own error. */
export function readFlags<T>(parse: () => T, flags: string): T {
  try {
    return parse();
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new UsageError(`${reason} — the flags are ${flags}`);
  }
}

function isExpected(error: unknown): error is Error {
  return [InputError, UsageError, ProblemsError, LayoutError].some((kind) => error instanceof kind);
}
