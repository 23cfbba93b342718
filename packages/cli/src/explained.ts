import { JobsError } from "@seedream-clients/jobs";
import { CliError, exitCodes } from "./exit.ts";

/**
 * Performs jobs, or ends what did.
 *
 * @throws {CliError} when the journal fails meanwhile, which does not mean that nothing was sent.
 */
export async function whilePerforming<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JobsError) || error.code !== "unwritable") throw error;
    throw new CliError(error.message, exitCodes.failed);
  }
}

/** Tells an error of jobs in a sentence. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JobsError)) throw error;
    if (error.code !== "locked") {
      throw new CliError(error.message, error.code === "unrecorded" ? exitCodes.unknown : exitCodes.usage);
    }
    throw new CliError(
      `${error.message}: Ctrl-C there waits for what is paid for. seedream batch status works beside it`,
    );
  }
}
