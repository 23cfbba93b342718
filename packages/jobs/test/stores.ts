import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { type JobStore, memoryStore } from "../src/index.ts";
import { postgresStore } from "../src/postgres.ts";
import { sqliteStore } from "../src/sqlite.ts";

/** Creates a folder, which is removed at the end of the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "jobs-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Address of a PostgreSQL server; `undefined` on a machine without one. */
export const postgres = inject("postgres");

let schemas = 0;

/** A schema that no other test uses. */
export const freshSchema = () => `test_${process.pid}_${++schemas}`;

/** All stores. They share one suite. */
export const stores: Readonly<Record<string, () => Promise<JobStore>>> = {
  memory: async () => memoryStore(),
  SQLite: async () => sqliteStore({ path: join(await folder(), "jobs.db") }),
  ...(postgres !== undefined && {
    PostgreSQL: async () => postgresStore({ connectionString: postgres, schema: freshSchema() }),
  }),
};
