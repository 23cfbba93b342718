import { JobsError } from "@seedream-clients/jobs";
import { CliError, exitCodes } from "./exit.ts";

/** An error that ended jobs which were performed: a journal that fails then does not mean that nothing was sent. */
export function whilePerforming(error: unknown): unknown {
  if (!(error instanceof JobsError) || error.code !== "unwritable") return error;
  return new CliError(error.message, exitCodes.failed);
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
