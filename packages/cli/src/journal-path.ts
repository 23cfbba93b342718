import { join } from "node:path";

/** File of the journal in the folder of a batch. */
export const journalPath = (out: string) => join(out, "jobs.db");
