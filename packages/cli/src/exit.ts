/** Exit codes of the command. They are part of its interface: the help and the README name them. */
export const exitCodes = {
  ok: 0,
  /** No image, or not all of them; the provider refused or failed. */
  failed: 1,
  /** The command line, a file or a request breaks a rule. Nothing was sent. */
  usage: 2,
  /** A submission may have been billed, and its outcome is unknown. */
  unknown: 3,
  /** The budget or --max-cost is reached. */
  budget: 4,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** An error for users, in one or more lines, with an exit code. */
export class CliError extends Error {
  readonly lines: readonly string[];
  readonly exitCode: number;

  constructor(message: string | readonly string[], exitCode: number = exitCodes.usage) {
    const lines = typeof message === "string" ? [message] : message;
    super(lines.join("\n"));
    this.lines = lines;
    this.exitCode = exitCode;
  }
}
