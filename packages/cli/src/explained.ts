import { JobsError } from "@seedream-clients/jobs";
import { CliError } from "./exit.ts";

/** Tells an error of jobs in a sentence. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JobsError)) throw error;
    if (error.code !== "locked") throw new CliError(error.message);
    throw new CliError(
      `${error.message}: Ctrl-C there waits for what is paid for. seedream batch status works beside it`,
    );
  }
}
