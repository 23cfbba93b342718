import { createHash } from "node:crypto";
import pg from "pg";
import { costOf, type Job } from "../job.ts";
import { JobsError } from "../jobs-error.ts";
import { columnsOf, fromColumns, type JobColumns, toColumns } from "../references.ts";
import type { JobStore, Reads, Transaction } from "../store.ts";
import { migrate, refuseNewer } from "./postgres-schema.ts";
import { createSessions, type PostgresPool, type Row, type Session, type Sql } from "./postgres-session.ts";
import { createWakeUps, type WakeUps } from "./wake-ups.ts";

export type { PostgresClient, PostgresPool, PostgresResult } from "./postgres-session.ts";

/** Options of {@link postgresStore}. */
export type PostgresOptions = PostgresConnection & {
  /**
   * Schema of the journal and of pg-boss's tables, created if it is missing. Each schema has a journal of its own.
   * Default: `seedream`.
   */
  readonly schema?: string | undefined;
  /**
   * Length of a worker's lease, in ms. If the worker does not renew it, its submissions become `"unknown"`, and others
   * take up the rest. Default: 30,000; at least 1,000.
   */
  readonly lease?: number | undefined;
};

/** Connection to the database: an address, or a pool of `pg`, which the store does not end. */
export type PostgresConnection =
  | { readonly connectionString: string | undefined; readonly pool?: undefined }
  | { readonly pool: PostgresPool; readonly connectionString?: undefined };

const usualLease = 30_000;

/** Most rows that one statement writes. */
const rowsAtOnce = 1_000;

/** Size of the jobs from which a statement takes no further one, in characters. A string of Node has at most 2^29. */
const longestStatement = 2 ** 24;

/**
 * Keeps a journal in PostgreSQL 13 or newer, which workers on any number of hosts share. Needs the packages `pg` and
 * `pg-boss`. A run waits up to a minute for an unreachable database.
 *
 * @throws {JobsError} `"invalid"` for options that break a rule. The first use throws `"unreadable"` for a journal of a
 * newer version, and `"unwritable"` when the database refuses.
 */
export function postgresStore({
  connectionString,
  pool,
  schema = "seedream",
  lease = usualLease,
}: PostgresOptions): JobStore {
  check(schema, lease);
  const connections: PostgresPool = pool ?? openPool(connectionString);
  const sessions = createSessions(connections, schema, async (session) => {
    const { version } = session;
    if (version === undefined)
      await migrate(session, schema, async () => createReads(session.sql, schema).read("ledger"));
    // A process of a later release may migrate the journal while this one has it open.
    else refuseNewer(version, schema);
  });

  /** Runs outside a transaction of the journal, because pg-boss creates its tables under a lock of its own. */
  async function prepare(): Promise<WakeUps> {
    await sessions.run(async () => {});
    const connection = pool ? { pool } : { connectionString: connectionString ?? "" };
    return sessions.retry(() => createWakeUps(connection, schema));
  }
  let preparing: Promise<WakeUps> | undefined;
  let closing: Promise<void> | undefined;
  async function prepared(): Promise<WakeUps> {
    if (closing) throw new JobsError(`The journal in schema ${schema} is closed; open it again`, "unwritable");
    preparing ??= prepare().catch((error: unknown) => {
      preparing = undefined;
      throw error;
    });
    return preparing;
  }

  async function close(): Promise<void> {
    const wakeUps = await preparing?.catch(() => undefined);
    await sessions.idle();
    await wakeUps?.close();
    if (!pool) await connections.end();
  }

  return {
    async transaction(work) {
      const messages = await prepared();
      return sessions.run(async (session) => {
        const { transaction, flush } = createTransaction(session, schema, messages);
        const result = await work(transaction);
        await flush();
        return result;
      });
    },
    async read(work) {
      await prepared();
      return work(createReads(sessions.read, schema));
    },
    giveUp: sessions.giveUp,
    sharing: {
      lease,
      async watch(look) {
        return (await prepared()).receive(look);
      },
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function check(schema: string, lease: number): void {
  if (!/^[a-z_][a-z0-9_]{0,49}$/.test(schema)) {
    const message = `schema is ${JSON.stringify(schema)}; it must be up to 50 small letters, digits and _, and not begin with a digit`;
    throw new JobsError(message, "invalid");
  }
  if (!(lease >= 1_000)) throw new JobsError(`lease is ${lease}; it must be at least 1000 ms`, "invalid");
}

function openPool(connectionString: string | undefined): pg.Pool {
  // The message leaves out the address, which holds a password.
  if (!connectionString || !URL.canParse(connectionString) || !/^postgres(?:ql)?:/.test(connectionString)) {
    throw new JobsError("connectionString must be postgres://user:password@host:port/database", "invalid");
  }
  const pool = new pg.Pool({
    connectionString,
    max: 2,
    connectionTimeoutMillis: 10_000,
    // A network that drops packets reports no error.
    query_timeout: 30_000,
    keepAlive: true,
    application_name: "seedream-jobs",
  });
  // The pool replaces a broken idle connection when it is needed.
  pool.on("error", () => {});
  return pool;
}

/** Creates the reads of a journal. Each is one statement. */
function createReads(sql: Sql, schema: string): Reads {
  return {
    async find(key, isBrief) {
      const [row] = await sql(`SELECT ${columnsOf(isBrief)} FROM ${schema}.journal_jobs WHERE digest = $1`, [
        digest(key),
      ]);
      return fromColumns(row);
    },
    async findAll(keys, isBrief) {
      const text = `SELECT ${columnsOf(isBrief)} FROM ${schema}.journal_jobs WHERE digest = ANY ($1)`;
      return jobsOf(await sql(text, [keys.map(digest)]));
    },
    async list(states, after, limit, isBrief) {
      const text = `SELECT ${columnsOf(isBrief)} FROM ${schema}.journal_jobs
        WHERE state = ANY ($1) AND place > $2 ORDER BY place LIMIT $3`;
      return jobsOf(await sql(text, [states, after, limit]));
    },
    async costs(since, after) {
      const rows = await sql(`SELECT key, cost FROM ${schema}.journal_jobs WHERE created_at > $1 AND place > $2`, [
        since,
        after,
      ]);
      return rows.map(({ key, cost }) => ({ key: JSON.parse(String(key)), cost: JSON.parse(String(cost)) }));
    },
    async read(name) {
      const [row] = await sql(`SELECT value FROM ${schema}.journal_values WHERE digest = $1`, [digest(name)]);
      return typeof row?.value === "string" ? JSON.parse(row.value) : undefined;
    },
    async readFile(name) {
      const [row] = await sql(`SELECT bytes FROM ${schema}.journal_files WHERE digest = $1`, [digest(name)]);
      return row?.bytes instanceof Uint8Array ? row.bytes : undefined;
    },
  };
}

/** Creates the transaction of a session. `flush` writes the jobs that it has collected. */
function createTransaction({ sql, now }: Session, schema: string, wakeUps: WakeUps) {
  /** Jobs that are written together, so that 10,000 are added in a second. */
  const put = new Map<string, Job>();

  async function flush(): Promise<void> {
    const jobs = [...put.values()];
    put.clear();
    for (const rows of statementsOf(jobs)) await sql(putJobs(schema), valuesOf(rows));
  }

  async function read(text: string, values?: readonly unknown[]): Promise<readonly Row[]> {
    if (put.size > 0) await flush();
    return sql(text, values);
  }

  const transaction: Transaction = {
    ...createReads(read, schema),
    now,
    wake: () => wakeUps.send(sql),
    put(job) {
      put.set(job.key, job);
    },
    async next({ client, model }, now, latest) {
      const text = `SELECT ${columnsOf()} FROM ${schema}.journal_jobs
        WHERE state = 'queued' AND client = $1 AND model = $2 AND (not_before <= $3 OR not_before > $4)
        ORDER BY priority DESC, place LIMIT 1`;
      const [row] = await read(text, [encode(client), encode(model), now, latest]);
      return fromColumns(row);
    },
    async nextDue({ client, model }) {
      const text = `SELECT min(not_before) AS due FROM ${schema}.journal_jobs
        WHERE state = 'queued' AND client = $1 AND model = $2`;
      const [row] = await read(text, [encode(client), encode(model)]);
      return typeof row?.due === "number" ? row.due : undefined;
    },
    async write(name, value) {
      const text = `INSERT INTO ${schema}.journal_values VALUES ($1, $2)
        ON CONFLICT (digest) DO UPDATE SET value = excluded.value`;
      await sql(text, [digest(name), JSON.stringify(value)]);
    },
    async writeFile(name, bytes) {
      const text = `INSERT INTO ${schema}.journal_files VALUES ($1, $2)
        ON CONFLICT (digest) DO UPDATE SET bytes = excluded.bytes`;
      await sql(text, [digest(name), Buffer.from(bytes)]);
    },
    async deleteFile(name) {
      await sql(`DELETE FROM ${schema}.journal_files WHERE digest = $1`, [digest(name)]);
    },
  };
  return { transaction, flush };
}

/** Keeps the references of a job where they are the same, because PostgreSQL would write all their megabytes again. */
const putJobs = (schema: string) => `INSERT INTO ${schema}.journal_jobs AS known
    SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[],
      $8::text[], $9::text[], $10::float8[], $11::text[], $12::text[])
    ON CONFLICT (digest) DO UPDATE SET state = excluded.state, priority = excluded.priority,
      not_before = excluded.not_before, job = excluded.job, cost = excluded.cost,
      images = CASE WHEN known.images = excluded.images THEN known.images ELSE excluded.images END`;

interface JobRow {
  readonly job: Job;
  readonly columns: JobColumns;
}

/** Yields the rows of each statement that writes jobs. References can have megabytes, so their length counts too. */
function* statementsOf(jobs: readonly Job[]): Generator<readonly JobRow[], void> {
  let rows: JobRow[] = [];
  let length = 0;
  for (const job of jobs) {
    const columns = toColumns(job);
    rows.push({ job, columns });
    length += columns.job.length + (columns.images?.length ?? 0);
    if (rows.length < rowsAtOnce && length < longestStatement) continue;
    yield rows;
    rows = [];
    length = 0;
  }
  if (rows.length > 0) yield rows;
}

function valuesOf(rows: readonly JobRow[]): unknown[] {
  const jobs = rows.map(({ job }) => job);
  return [
    jobs.map(({ key }) => digest(key)),
    jobs.map(({ order }) => order),
    jobs.map(({ client }) => encode(client)),
    jobs.map(({ model }) => encode(model)),
    jobs.map(({ state }) => state),
    jobs.map(({ priority }) => priority),
    jobs.map(({ notBefore }) => notBefore),
    rows.map(({ columns }) => columns.job),
    jobs.map(({ key }) => encode(key)),
    jobs.map(({ createdAt }) => createdAt),
    jobs.map((job) => JSON.stringify(costOf(job))),
    rows.map(({ columns }) => columns.images),
  ];
}

const digest = (name: string) => createHash("sha256").update(JSON.stringify(name)).digest();

/** Encodes a name: PostgreSQL's text has no U+0000. JSON escapes it, and halves of surrogate pairs. */
const encode = (name: string) => JSON.stringify(name);

function jobsOf(rows: readonly Row[]): Job[] {
  return rows.flatMap((row) => fromColumns(row) ?? []);
}
