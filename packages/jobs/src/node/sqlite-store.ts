import { existsSync, rmSync, statSync } from "node:fs";
import type { StatementSync } from "node:sqlite";
import { costOf } from "../job.ts";
import { JobsError } from "../jobs-error.ts";
import { columnsOf, fromColumns, toColumns } from "../references.ts";
import type { JobStore, Transaction } from "../store.ts";
import { emptyLog, logFile, openToRead, openToWrite } from "./open-sqlite.ts";
import { isSqlite } from "./sqlite-errors.ts";

/** Options of {@link sqliteStore}. */
export interface SqliteOptions {
  /** File of the journal, created for its owner alone if it is missing. Its folder must exist. */
  readonly path: string;
  /**
   * Whether to open the journal for `readJobs()`, even while another process writes it. On a read-only disk this needs
   * Node 22.15 or newer. Default: `false`.
   */
  readonly readOnly?: boolean | undefined;
}

/**
 * Keeps a journal in a file, with Node's own SQLite. One process at a time may have it open to write; the error of a
 * second one names the first. Every transaction is on the disk when it ends.
 *
 * @throws {JobsError} `"invalid"` for a path that is not a file, `"locked"` when another process has it open,
 * `"unreadable"` when it is not a journal, is one of a newer version, or cannot be locked.
 */
export function sqliteStore({ path, readOnly = false }: SqliteOptions): JobStore {
  if (path === "" || path === ":memory:") {
    const wayOut = "name a file, or use memoryStore() for a journal in memory";
    throw new JobsError(`path is ${JSON.stringify(path)}, which is not a file; ${wayOut}`, "invalid");
  }
  const { database, held, unlocked } = readOnly ? openToRead(path) : openToWrite(path);
  const { ino, mtimeMs } = statSync(path);
  const statements = new Map<string, StatementSync>();
  let last: Promise<unknown> = Promise.resolve();
  /** Whether the write-ahead log may hold erased data. */
  let isToPurge = false;

  /** Prepares each statement once. */
  function prepare(sql: string): StatementSync {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  }

  const find = (key: string, isBrief?: boolean) =>
    fromColumns(prepare(`SELECT ${columnsOf(isBrief)} FROM jobs WHERE key = ?`).get(key));

  const transaction: Transaction = {
    purge() {
      isToPurge = true;
    },
    find,
    findAll: (keys, isBrief) => keys.flatMap((key) => find(key, isBrief) ?? []),
    put(job) {
      const columns = toColumns(job);
      prepare(
        `INSERT INTO jobs (key, place, client, model, state, priority, not_before, created_at, cost, job, images)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET state = excluded.state, priority = excluded.priority,
           not_before = excluded.not_before, cost = excluded.cost, job = excluded.job, images = excluded.images`,
      ).run(
        job.key,
        job.order,
        job.client,
        job.model,
        job.state,
        job.priority,
        job.notBefore,
        job.createdAt,
        JSON.stringify(costOf(job)),
        columns.job,
        columns.images,
      );
    },
    next: ({ client, model }, now, latest) =>
      fromColumns(
        prepare(
          `SELECT ${columnsOf()} FROM jobs
           WHERE state = 'queued' AND client = ? AND model = ? AND (not_before <= ? OR not_before > ?)
           ORDER BY priority DESC, place LIMIT 1`,
        ).get(client, model, now, latest),
      ),
    nextDue({ client, model }) {
      const row = prepare(
        "SELECT MIN(not_before) AS due FROM jobs WHERE state = 'queued' AND client = ? AND model = ?",
      ).get(client, model);
      return typeof row?.due === "number" ? row.due : undefined;
    },
    list: (states, after, limit, isBrief) =>
      prepare(
        `SELECT ${columnsOf(isBrief)} FROM jobs WHERE state IN (SELECT value FROM json_each(?)) AND place > ? ORDER BY place LIMIT ?`,
      )
        .all(JSON.stringify(states), after, limit)
        .flatMap((row) => fromColumns(row) ?? []),
    costs: (since, after) =>
      prepare("SELECT key, cost FROM jobs WHERE created_at > ? AND place > ?")
        .all(since, after)
        .map(({ key, cost }) => ({ key: String(key), cost: JSON.parse(String(cost)) })),
    read(name) {
      const row = prepare("SELECT value FROM journal_values WHERE name = ?").get(name);
      return typeof row?.value === "string" ? JSON.parse(row.value) : undefined;
    },
    write(name, value) {
      prepare("INSERT INTO journal_values VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(
        name,
        JSON.stringify(value),
      );
    },
    readFile(name) {
      const row = prepare("SELECT bytes FROM files WHERE name = ?").get(name);
      return row?.bytes instanceof Uint8Array ? row.bytes : undefined;
    },
    writeFile(name, bytes) {
      prepare("INSERT INTO files VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes").run(
        name,
        bytes,
      );
    },
    deleteFile(name) {
      prepare("DELETE FROM files WHERE name = ?").run(name);
    },
  };

  return {
    transaction(work) {
      const run = last.then(async () => {
        if (!database.isOpen) throw new JobsError(`The journal ${path} is closed; open it again`, "unwritable");
        // A removed file can still be written, but its contents are lost when the process ends.
        const current = statSync(path, { throwIfNoEntry: false });
        if (current?.ino !== ino || held?.lock.isHeld() === false) {
          throw new JobsError(`The journal ${path} was removed or replaced while it was in use`, "unwritable");
        }
        if (unlocked && (existsSync(logFile(unlocked)) || current.mtimeMs !== mtimeMs)) {
          const message = `The journal ${path} was opened to write while it was read without a lock; open it again`;
          throw new JobsError(message, "unreadable");
        }
        try {
          database.exec(readOnly ? "BEGIN" : "BEGIN IMMEDIATE");
          const result = await work(transaction);
          database.exec("COMMIT");
          // While somebody reads, the log cannot be emptied: the next transaction tries again.
          if (isToPurge) isToPurge = !emptyLog(database);
          return result;
        } catch (error) {
          if (database.isOpen && database.isTransaction) database.exec("ROLLBACK");
          if (!isSqlite(error)) throw error;
          throw new JobsError(`The journal ${path} cannot be written: ${error.message}`, "unwritable", error);
        }
      });
      last = run.catch(() => {});
      return run;
    },
    async close() {
      await last;
      if (!database.isOpen) return;
      if (held) rmSync(held.holder, { force: true });
      database.close();
      held?.lock.release();
    },
  };
}
