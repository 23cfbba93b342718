import { randomUUID } from "node:crypto";
import { JobsError, messageOf } from "../jobs-error.ts";

/** A row of a result. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement. */
export type Sql = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Result of a statement. */
export interface PostgresResult {
  readonly rows: unknown[];
}

/** What is used of a connection of the package `pg`. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  on(event: "error", listener: (error: Error) => void): unknown;
  off(event: "error", listener: (error: Error) => void): unknown;
  release(error?: Error | boolean): void;
}

/** What is used of a `Pool` of the package `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  end(): Promise<void>;
}

/** A transaction that holds the lock of its journal. */
export interface Session {
  readonly sql: Sql;
  /** Time of the database, in ms since 1970. */
  readonly now: number;
}

/** Transactions of a journal. */
export interface Sessions {
  run<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs what is not a transaction of the journal. While the database is away, it is run again. */
  retry<T>(work: () => Promise<T>): Promise<T>;
  /** Settles when no transaction is going on. */
  idle(): Promise<unknown>;
}

/** Longest time that a database which is away is waited for, in ms. */
const longestOutage = 60_000;

const firstPause = 50;
const longestPause = 2_000;

/** First number of the lock, which sets it apart from other programs' in the same database. */
const lockClass = 0x5eed;

/** SQLSTATE of a connection that was lost or refused for a while, and of transactions that may be run again. */
const passing = /^(?:08...|57P0[1-5]|53300|25P0[34]|40001|40P01)$/;

/** Errors of sockets that a restart of the database brings about. */
const lost = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;

/**
 * Runs transactions one after the other, each under the lock of the journal, which all hosts share. When the connection
 * is lost, the transaction is run again on another one, unless it was committed.
 *
 * @param open Runs in the first transaction that succeeds.
 */
export function createSessions(
  pool: PostgresPool,
  schema: string,
  open: (session: Session) => Promise<void>,
): Sessions {
  const id = randomUUID();
  let number = 0;
  let last: Promise<unknown> = Promise.resolve();
  let isOpen = false;
  /** Since when the database is away. */
  let awaySince: number | undefined;

  async function attempt<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return withClient(async (sql, now) => {
      let isWriting = false;
      const counted: Sql = (text, values) => {
        isWriting ||= !/^\s*SELECT/.test(text);
        return sql(text, values);
      };
      if (!isOpen) await open({ sql: counted, now });
      const result = await work({ sql: counted, now });
      if (isWriting) await commit(sql);
      else await sql("COMMIT");
      isOpen = true;
      return result;
    });
  }

  /** Commits. When the connection is lost meanwhile, the database is asked whether it was committed. */
  async function commit(sql: Sql): Promise<void> {
    number += 1;
    await sql(
      `INSERT INTO ${schema}.journal_sessions VALUES ($1, $2)
       ON CONFLICT (id) DO UPDATE SET transaction = excluded.transaction, at = now()`,
      [id, number],
    );
    try {
      await sql("COMMIT");
    } catch (error) {
      if (!isPassing(error) || !(await wasCommitted())) throw error;
    }
  }

  /** Asks under the lock: whoever gets it knows that the transaction before has come to its end. */
  async function wasCommitted(): Promise<boolean> {
    return retry(() =>
      withClient(async (sql) => {
        const [row] = await sql(`SELECT transaction FROM ${schema}.journal_sessions WHERE id = $1`, [id]);
        await sql("COMMIT");
        return Number(row?.transaction) === number;
      }),
    );
  }

  /** Runs work on a connection, in a transaction that the work commits. */
  async function withClient<T>(work: (sql: Sql, now: number) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    client.on("error", ignore);
    let failure: Error | undefined;
    try {
      const sql: Sql = async (text, values) => rowsOf(await client.query(text, values && [...values]));
      return await work(sql, await begin(sql, schema));
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      if (!isPassing(error)) await client.query("ROLLBACK").catch(() => {});
      throw error;
    } finally {
      client.off("error", ignore);
      client.release(failure && isPassing(failure) ? failure : undefined);
    }
  }

  async function retry<T>(work: () => Promise<T>): Promise<T> {
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      try {
        const result = await work();
        awaySince = undefined;
        return result;
      } catch (error) {
        if (!isPassing(error)) throw isDatabase(error) ? unwritable(schema, error) : error;
        awaySince ??= performance.now();
        if (performance.now() - awaySince > longestOutage) throw unwritable(schema, error);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  return {
    run<T>(work: (session: Session) => Promise<T>): Promise<T> {
      const run = last.then(() => retry(() => attempt(work)));
      last = run.catch(() => {});
      return run;
    },
    retry,
    idle: () => last,
  };
}

/** Begins a transaction under the lock of the journal. Returns the time of the database. */
async function begin(sql: Sql, schema: string): Promise<number> {
  // Read committed: what others wrote before this got the lock is seen. A process that sleeps in the middle of a
  // transaction must not hold the lock until it wakes.
  const [row] = await sql(`BEGIN ISOLATION LEVEL READ COMMITTED;
    SELECT set_config('idle_in_transaction_session_timeout', '10s', true),
      pg_advisory_xact_lock(${lockClass}, hashtext('${schema}')), extract(epoch FROM clock_timestamp()) * 1000 AS now`);
  return Number(row?.now);
}

/** Rows of a result; of the last one, where the text has several statements. */
function rowsOf(result: PostgresResult | readonly PostgresResult[]): readonly Row[] {
  const { rows } = (Array.isArray(result) ? result.at(-1) : result) ?? { rows: [] };
  return rows.map((row: unknown) => Object(row));
}

/** A connection may break between two statements: the next one fails then. Without a listener Node would end. */
function ignore(): void {}

function unwritable(schema: string, error: unknown): JobsError {
  return new JobsError(`The journal in schema ${schema} cannot be written: ${reasonOf(error)}`, "unwritable", error);
}

/** An AggregateError of several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  return messageOf(error) || messageOf(Object(error).errors?.[0]);
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    passing.test(code) ||
    lost.test(code) ||
    /^(?:Connection terminated|Client (?:has encountered|was closed)|Query read timeout|timeout e)/.test(error.message)
  );
}

/** Whether an error comes from the database, and not from what runs in a transaction. */
function isDatabase(error: unknown): boolean {
  return error instanceof Error && "code" in error && "severity" in error;
}
