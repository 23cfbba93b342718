import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { UsageError } from "./errors.ts";

/** Arguments of a command, and its usage text. */
export interface CommandLine<Options extends ParseArgsOptionsConfig> {
  /** Printed by `--help`, and below the message about a wrong flag. */
  readonly usage: string;
  /** All flags except `--help` and `-h`. */
  readonly options: Options;
  /** Whether arguments that belong to no flag are accepted. Default: false. */
  readonly allowPositionals?: boolean;
}

/** Whether the arguments ask for the usage text. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes("--help") || args.includes("-h");
}

/**
 * Parses the arguments of a command.
 *
 * @throws {UsageError} A flag is unknown or has a wrong value. The message includes the usage text.
 */
export function readFlags<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { usage, options, allowPositionals = false }: CommandLine<Options>,
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals });
    const names: readonly string[] = positionals;
    return { values, positionals: names };
  } catch (error) {
    // The sentences after the first explain how to pass "--" as a value, which no command here needs.
    const [reason] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new UsageError(`${reason}\n\n${usage.trim()}`);
  }
}
