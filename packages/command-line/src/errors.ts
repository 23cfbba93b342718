/** A failure that the user of a command can fix: printed without a stack trace, exit code 1. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}

/** Wrong arguments: printed without a stack trace, exit code 2. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
}
