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

/** Methods of a `pg` connection that the store uses. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  on(event: "error", listener: (error: Error) => void): unknown;
  off(event: "error", listener: (error: Error) => void): unknown;
  release(error?: Error | boolean): void;
}

/** Methods of a `pg` pool that the store uses. */
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
  /** Version of the tables; `undefined` until the first transaction of this process has succeeded. */
  readonly version: number | undefined;
}

/** Transactions of a journal. */
export interface Sessions {
  run<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs one statement that only reads, without the lock of the journal. */
  readonly read: Sql;
  /** Runs work outside the transactions of the journal, and again while the database is unreachable. */
  retry<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the wait for an unreachable database: what waits is tried once more, and then fails. */
  giveUp(): void;
  /** Settles when no transaction is going on. */
  idle(): Promise<unknown>;
}

/** Longest wait for an unreachable database, in ms. */
const longestOutage = 60_000;

const firstPause = 50;
const longestPause = 2_000;

/** First key of the advisory lock, which sets it apart from locks of other programs in the same database. */
const lockClass = 0x5eed;

/** SQLSTATE of a connection that was lost or refused for a while, or of a transaction that may run again. */
const passing = /^(?:08...|57P0[1-5]|53300|25P0[34]|40001|40P01)$/;

/** Socket errors that a restart of the database causes. */
const lost = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;

/**
 * Runs transactions one after the other, each under the lock of the journal, which all hosts share. If the connection
 * is lost, the transaction runs again on another one, unless it was committed.
 *
 * @param open Runs first in each transaction. Brings the tables up to date as long as their version is not known.
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
  /** When the database became unreachable. */
  let awaySince: number | undefined;
  /** Functions that end the pauses between two tries. */
  const pauses = new Set<() => void>();

  async function attempt<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return withClient(async (sql, moment) => {
      let isWriting = false;
      const counted: Sql = (text, values) => {
        isWriting ||= !/^\s*SELECT/.test(text);
        return sql(text, values);
      };
      const session = { ...moment, sql: counted };
      await open(session);
      const result = await work(session);
      if (isWriting) await commit(sql);
      else await sql("COMMIT");
      isOpen = true;
      return result;
    });
  }

  /** Commits. If the connection is lost meanwhile, asks the database whether the transaction was committed. */
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

  /** Asks under the lock, which is free only once the transaction before has ended. */
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
  async function withClient<T>(work: (sql: Sql, moment: Moment) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    client.on("error", ignore);
    let failure: Error | undefined;
    try {
      const sql: Sql = async (text, values) => rowsOf(await client.query(text, values && [...values]));
      return await work(sql, await begin(sql, schema, isOpen));
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
    let failingSince: number | undefined;
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      try {
        const result = await work();
        awaySince = undefined;
        return result;
      } catch (error) {
        if (!isPassing(error)) throw isDatabase(error) ? unwritable(schema, error) : error;
        const now = performance.now();
        awaySince ??= now;
        failingSince ??= now;
        // Other work may succeed meanwhile, for example beside a statement that always takes longer than its time-out.
        if (now - Math.min(awaySince, failingSince) > longestOutage) throw unwritable(schema, error);
        await wait(pause);
      }
    }
  }

  /** Waits for `ms`, or until `giveUp()`. */
  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      pauses.add(end);
    });
  }

  return {
    run<T>(work: (session: Session) => Promise<T>): Promise<T> {
      const run = last.then(() => retry(() => attempt(work)));
      last = run.catch(() => {});
      return run;
    },
    read: (text, values) => retry(async () => rowsOf(await pool.query(text, values && [...values]))),
    retry,
    giveUp() {
      awaySince = Number.NEGATIVE_INFINITY;
      for (const end of pauses) end();
    },
    idle: () => last,
  };
}

/** Facts that hold while a transaction has the lock. */
type Moment = Pick<Session, "now" | "version">;

/** Begins a transaction under the lock of the journal. `isOpen`: the journal has its tables. */
async function begin(sql: Sql, schema: string, isOpen: boolean): Promise<Moment> {
  // Read committed, so that the transaction sees all writes before it got the lock. The time-out frees the lock if this
  // process sleeps in the middle of the transaction. The version is read once the lock is held, because a process of a
  // later release may have held it before.
  const [row] = await sql(`BEGIN ISOLATION LEVEL READ COMMITTED;
    SELECT set_config('idle_in_transaction_session_timeout', '10s', true),
      pg_advisory_xact_lock(${lockClass}, hashtext('${schema}'));
    SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now,
      ${isOpen ? `(SELECT version FROM ${schema}.journal_version)` : "NULL"} AS version`);
  return { now: Number(row?.now), version: typeof row?.version === "number" ? row.version : undefined };
}

/** Returns the rows of a result, or of the last one if the text has several statements. */
function rowsOf(result: PostgresResult | readonly PostgresResult[]): readonly Row[] {
  const { rows } = (Array.isArray(result) ? result.at(-1) : result) ?? { rows: [] };
  return rows.map((row: unknown) => Object(row));
}

/** Listens, because Node would end otherwise. After a break between two statements, the next statement fails. */
function ignore(): void {}

function unwritable(schema: string, error: unknown): JobsError {
  return new JobsError(`The journal in schema ${schema} cannot be written: ${reasonOf(error)}`, "unwritable", error);
}

/** Returns the message. An AggregateError of several addresses has none of its own. */
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

/** Whether an error comes from the database, and not from the work in a transaction. */
function isDatabase(error: unknown): boolean {
  return error instanceof Error && "code" in error && "severity" in error;
}
