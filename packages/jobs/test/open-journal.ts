import type { JobStore } from "../src/index.ts";
import { postgresStore } from "../src/postgres.ts";
import { sqliteStore } from "../src/sqlite.ts";

/** Opens a journal by its name: the path of a file, or the address of a database and a schema, separated by #. */
export function openJournal(name: string): JobStore {
  const [connectionString = "", schema] = name.split("#");
  if (schema === undefined) return sqliteStore({ path: name });
  return postgresStore({ connectionString, schema, lease: 1_500 });
}
