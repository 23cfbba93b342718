import { existsSync } from "node:fs";
import { join } from "node:path";
import type { JobStore } from "@seedream-clients/jobs";
import { CliError } from "./exit.ts";

/** Variable for the address of a shared journal. The list of processes shows arguments, but no variables. */
export const storeVariable = "SEEDREAM_STORE";

/** Place of the journal: the folder `out`, unless `store` is the address of a database. */
export interface JournalOptions {
  readonly out: string;
  readonly store?: string | undefined;
}

/**
 * Opens the journal: a file in the folder for images, or tables that many hosts share.
 *
 * @param readOnly Whether a file is opened only for reading, which works while a batch writes it.
 */
export async function openStore({ out, store }: JournalOptions, readOnly = false): Promise<JobStore> {
  if (store === undefined) {
    return (await import("@seedream-clients/jobs/sqlite")).sqliteStore({ path: fileOf(out), readOnly });
  }
  const { connectionString, schema } = parse(store);
  const { postgresStore } = await loadPostgres();
  return postgresStore({ connectionString, schema });
}

/** Names the journal for users: by its file, or by host and database, because an address may contain a password. */
export function nameOf({ out, store }: JournalOptions): string {
  if (store === undefined) return fileOf(out);
  const { host, pathname } = new URL(parse(store).connectionString);
  return `${host}${pathname}`;
}

/** Whether there is a journal. Always true for a database, because opening it creates the journal. */
export function hasJournal({ out, store }: JournalOptions): boolean {
  return store !== undefined || existsSync(fileOf(out));
}

/** @throws {CliError} when the folder has no journal. */
export function requireJournal(journal: JournalOptions): void {
  if (hasJournal(journal)) return;
  const { out } = journal;
  throw new CliError(`There is no batch in ${out}: ${fileOf(out)} is missing. Start one with seedream batch run`);
}

const fileOf = (out: string) => join(out, "jobs.db");

/** Separates the parameter `schema`, which only this command knows, from the address. */
function parse(store: string): { readonly connectionString: string; readonly schema: string | undefined } {
  if (!URL.canParse(store) || !/^postgres(?:ql)?:\/\//.test(store)) {
    throw new CliError("--store must be an address such as postgres://user@host:5432/database?schema=seedream");
  }
  const url = new URL(store);
  const schema = url.searchParams.get("schema") ?? undefined;
  url.searchParams.delete("schema");
  return { connectionString: url.href, schema };
}

async function loadPostgres(): Promise<typeof import("@seedream-clients/jobs/postgres")> {
  try {
    return await import("@seedream-clients/jobs/postgres");
  } catch (cause) {
    if (Object(cause).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new CliError("--store needs the packages pg and pg-boss; install them: npm install --global pg pg-boss");
  }
}
