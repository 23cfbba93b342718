import { existsSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "./exit.ts";

/** File of the journal in the folder of a batch. */
export const journalPath = (out: string) => join(out, "jobs.db");

/** @throws {CliError} for a folder without a journal. */
export function requireJournal(out: string): void {
  if (existsSync(journalPath(out))) return;
  throw new CliError(`There is no batch in ${out}: ${journalPath(out)} is missing. Start one with seedream batch run`);
}
