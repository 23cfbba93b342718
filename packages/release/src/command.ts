import type { Output } from "./output.ts";
import { ReleaseError } from "./release-error.ts";

export const console: Output = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
};

/** Sets the exit code from a command: 1 for what it found, or for an error that the user can mend. */
export async function runCommand(command: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await command())) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    console.err(error.message);
    process.exitCode = 1;
  }
}
