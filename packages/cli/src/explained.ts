import { JobsError } from "@seedream-clients/jobs";
import { CliError, exitCodes } from "./exit.ts";

/**
 * Awaits work that performs jobs or closes their journal.
 *
 * @throws {CliError} with the code `failed` if the journal cannot be written, because submissions may have been sent.
 */
export async function whilePerforming<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JobsError) || error.code !== "unwritable") throw error;
    throw new CliError(error.message, exitCodes.failed);
  }
}

/** @throws {CliError} in place of a `JobsError`, with the exit code that fits. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JobsError)) throw error;
    if (error.code !== "locked") {
      throw new CliError(error.message, error.code === "unrecorded" ? exitCodes.unknown : exitCodes.usage);
    }
    throw new CliError(
      `${error.message}: Ctrl-C there waits for open submissions. seedream batch status works meanwhile`,
    );
  }
}
