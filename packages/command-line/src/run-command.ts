import type { ParseArgsOptionsConfig } from "node:util";
import { CommandError, UsageError } from "./errors.ts";
import { asksForHelp, type CommandLine, readFlags } from "./flags.ts";
import type { Output } from "./output.ts";

/** 0: done. 1: a check failed, or the command could not do its work. 2: the arguments are wrong. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs a command and returns its exit code. Prints the message of a `CommandError`; rethrows any other error, so that
 * Node prints its stack trace.
 */
export async function runCommand<Options extends ParseArgsOptionsConfig>(
  commandLine: CommandLine<Options>,
  args: readonly string[],
  output: Output,
  command: (flags: ReturnType<typeof readFlags<Options>>) => Promise<0 | 1>,
): Promise<ExitCode> {
  if (asksForHelp(args)) {
    output.out(commandLine.usage.trim());
    return 0;
  }
  try {
    return await command(readFlags(args, commandLine));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    output.err(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}
