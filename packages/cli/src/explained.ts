import { JobsError } from "@seedream-clients/jobs";
import { CliError, exitCodes } from "./exit.ts";

/** Of errors that may come after something was sent. */
const codes: Readonly<Record<string, number>> = { unrecorded: exitCodes.unknown, unwritable: exitCodes.failed };

/** Tells an error of jobs in a sentence. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JobsError)) throw error;
    if (error.code !== "locked") throw new CliError(error.message, codes[error.code]);
    throw new CliError(
      `${error.message}: Ctrl-C there waits for what is paid for. seedream batch status works beside it`,
    );
  }
}
