import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type JobStore, memoryStore } from "../src/index.ts";
import { sqliteStore } from "../src/sqlite.ts";

/** A folder until the end of the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "jobs-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Every store: one suite holds for all. */
export const stores: Readonly<Record<string, () => Promise<JobStore>>> = {
  memory: async () => memoryStore(),
  SQLite: async () => sqliteStore({ path: join(await folder(), "jobs.db") }),
};
