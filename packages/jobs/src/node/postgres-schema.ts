import { JobsError } from "../jobs-error.ts";
import { othersAlive } from "../ledger.ts";
import type { Ledger } from "../store.ts";
import type { Session } from "./postgres-session.ts";

/** Steps from one version of the tables to the next. The version of a journal is the number of steps taken. */
const migrations: readonly string[] = [
  // Keys and names may have any length and hold U+0000, so that rows are found by a digest.
  `CREATE TABLE journal_jobs (
    digest bytea PRIMARY KEY,
    place bigint NOT NULL UNIQUE,
    client text NOT NULL,
    model text NOT NULL,
    state text NOT NULL,
    priority double precision NOT NULL,
    not_before double precision NOT NULL,
    job text NOT NULL
  );
  CREATE INDEX journal_next ON journal_jobs (client, model, priority DESC, place) WHERE state = 'queued';
  CREATE INDEX journal_due ON journal_jobs (client, model, not_before) WHERE state = 'queued';
  CREATE INDEX journal_place ON journal_jobs (state, place);
  CREATE TABLE journal_values (digest bytea PRIMARY KEY, value text NOT NULL);
  CREATE TABLE journal_files (digest bytea PRIMARY KEY, bytes bytea NOT NULL);
  CREATE TABLE journal_sessions (id uuid PRIMARY KEY, transaction bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());`,
  // Costs are read without the jobs, whose references can have megabytes. PostgreSQL reads no JSON with U+0000 or half of
  // a surrogate pair, which are escaped: \u0041 stands for them while it looks for the costs. A job begins with its key.
  String.raw`ALTER TABLE journal_jobs ADD key text, ADD created_at double precision, ADD cost text;
  UPDATE journal_jobs SET
    key = substring(job from '^\{"key":("(?:[^"\\]|\\.)*")'),
    created_at = (readable ->> 'createdAt')::double precision,
    cost = readable -> CASE state WHEN 'queued' THEN 'price' ELSE 'spent' END
  FROM (SELECT place AS same, regexp_replace(job, '\\u[0-9a-f]{4}', '\\u0041', 'g')::json AS readable FROM journal_jobs)
    AS jobs WHERE place = same;
  ALTER TABLE journal_jobs ALTER key SET NOT NULL, ALTER created_at SET NOT NULL, ALTER cost SET NOT NULL;
  CREATE INDEX journal_costs ON journal_jobs (created_at);`,
  // Jobs are polled without their references, which can have megabytes. Earlier jobs keep theirs in the column `job`.
  "ALTER TABLE journal_jobs ADD images text;",
];

/**
 * Creates the tables of a journal, or brings those of an earlier version up to date. The caller must hold the lock of
 * the journal, so that only one of two processes migrates.
 *
 * @param readLedger Reads the totals of a journal that has tables.
 * @throws {JobsError} `"unreadable"` for a journal of a newer version, and for an earlier one with workers at work.
 */
export async function migrate(
  { sql, now }: Pick<Session, "sql" | "now">,
  schema: string,
  readLedger: () => Promise<Ledger | undefined>,
): Promise<void> {
  // Looked up first, because a worker's database user need not be allowed to create a schema, even if it exists.
  const [known] = await sql(
    `SELECT to_regnamespace('${schema}')::text AS namespace, to_regclass('${schema}.journal_version')::text AS versions`,
  );
  if (!known?.namespace) await sql(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  if (!known?.versions) await sql(`CREATE TABLE ${schema}.journal_version (version integer NOT NULL)`);
  const [row] = await sql(`SELECT version FROM ${schema}.journal_version`);
  const version = Number(row?.version ?? 0);
  refuseNewer(version, schema);
  if (version === migrations.length) {
    // Each process records its last transaction here, and looks it up after a lost connection.
    await sql(`DELETE FROM ${schema}.journal_sessions WHERE at < now() - interval '1 day'`);
    return;
  }
  if (row) refuseAtWork(version, schema, await readLedger(), now);
  await sql(`SET LOCAL search_path TO ${schema}`);
  for (const migration of migrations.slice(version)) await sql(migration);
  await sql(row ? "UPDATE journal_version SET version = $1" : "INSERT INTO journal_version VALUES ($1)", [
    migrations.length,
  ]);
}

/** @throws {JobsError} `"unreadable"` for a journal of a newer version, whose columns this release does not know. */
export function refuseNewer(version: number, schema: string): void {
  if (version <= migrations.length) return;
  const message = `The journal in schema ${schema} has version ${version}; this release reads up to ${migrations.length}. Upgrade it`;
  throw new JobsError(message, "unreadable");
}

/** @throws {JobsError} `"unreadable"` when workers have a lease: they could not record the images they pay for. */
function refuseAtWork(version: number, schema: string, ledger: Ledger | undefined, now: number): void {
  if (!ledger || othersAlive(ledger, "", now).length === 0) return;
  const fact = `The journal in schema ${schema} has version ${version}, and workers of an earlier release perform its jobs`;
  throw new JobsError(`${fact}; stop them first. A worker that died counts until its lease ends`, "unreadable");
}
