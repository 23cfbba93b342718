export { CommandError, UsageError } from "./errors.ts";
export type { CommandLine } from "./flags.ts";
export { type Output, terminal } from "./output.ts";
export { type ExitCode, runCommand } from "./run-command.ts";
export { uninterrupted, withStopSignal } from "./stop-signal.ts";
