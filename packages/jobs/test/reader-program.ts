import { once } from "node:events";
import { readJobs } from "../src/index.ts";
import { sqliteStore } from "../src/sqlite.ts";

// Reads the totals of the journal whose path is the argument, and again when the standard input ends.
// The user root may write everywhere.
if (process.getuid?.() === 0) process.setuid?.(65_534);
const jobs = readJobs(sqliteStore({ path: process.argv[2] ?? "", readOnly: true }));
process.stdout.write(`${JSON.stringify(await jobs.totals())}\n`);
await once(process.stdin.resume(), "end");
const again = await jobs.totals().catch((error: unknown) => String(error));
process.stdout.write(`${JSON.stringify(again)}\n`);
await jobs.close();
