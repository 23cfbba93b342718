import { ReleaseError } from "./release-error.ts";

/** Where a command writes its lines. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}

export const console: Output = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
};

/**
 * Sets the exit code from a command: 1 for what it found, or for an error that the user can mend. A command that is
 * stopped hears of it by the signal, so that it leaves nothing behind.
 */
export async function runCommand(command: (stop: AbortSignal) => Promise<boolean>): Promise<void> {
  const stop = new AbortController();
  const interrupted = (signal: NodeJS.Signals) => {
    console.err(`\n${signal}: ending what runs, and tidying up`);
    stop.abort(new ReleaseError("stopped; nothing was left behind"));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupted);
  try {
    if (!(await command(stop.signal))) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    console.err(error.message);
    process.exitCode = 1;
  }
}
