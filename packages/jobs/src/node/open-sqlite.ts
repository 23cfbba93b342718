import { accessSync, constants, existsSync, readFileSync, realpathSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { JobsError } from "../jobs-error.ts";
import { type FileLock, lockFile } from "./file-lock.ts";
import { createOwnFile, replaceOwnFile } from "./own-file.ts";
import { isLocked } from "./sqlite-errors.ts";

/** Steps from one version of the tables to the next. The version of a journal is the number of steps taken. */
const migrations: readonly string[] = [
  `CREATE TABLE jobs (
    key TEXT PRIMARY KEY,
    place INTEGER NOT NULL UNIQUE,
    client TEXT NOT NULL,
    model TEXT NOT NULL,
    state TEXT NOT NULL,
    priority REAL NOT NULL,
    not_before REAL NOT NULL,
    job TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX next_job ON jobs (state, client, model, priority DESC, place);
  CREATE INDEX due_job ON jobs (state, not_before);
  CREATE TABLE journal_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE files (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;`,
  // Costs are read without the jobs, whose references can have megabytes.
  `ALTER TABLE jobs ADD COLUMN created_at REAL NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN cost TEXT NOT NULL DEFAULT '{}';
  UPDATE jobs SET created_at = job ->> 'createdAt', cost = job -> iif(state = 'queued', 'price', 'spent');
  CREATE INDEX job_cost ON jobs (created_at, place, cost);`,
  // Jobs are polled without their references, which can have megabytes. Earlier jobs keep theirs in the column `job`.
  "ALTER TABLE jobs ADD COLUMN images TEXT;",
];

/** How long a transaction waits for a reader that is about to close the file, in ms. */
const longestWait = 5_000;

/** Marks of an open journal: its lock, and a file that names this process. */
interface Held {
  readonly lock: FileLock;
  /** Path of the file that names the process. */
  readonly holder: string;
}

/** An open journal. */
export interface OpenJournal {
  readonly database: DatabaseSync;
  /** Present if it is open to write. */
  readonly held?: Held;
  /** Real path of a journal that is read without a lock. */
  readonly unlocked?: string | undefined;
}

/** Opens the journal to write. Other processes may still read it. */
export function openToWrite(path: string): OpenJournal {
  let database: DatabaseSync | undefined;
  let lock: FileLock | undefined;
  try {
    // SQLite gives the files beside it the same permissions.
    createOwnFile(path);
    accessSync(path, constants.R_OK | constants.W_OK);
    database = new DatabaseSync(path);
    // The real path, so that all links to a journal lead to one lock.
    const file = realpathSync.native(path);
    lock = lockFile(`${file}.lock`);
    if (!lock) throw lockedError(path);
    database.exec(`PRAGMA busy_timeout = ${longestWait}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL`);
    // Deleted data is overwritten at once, and not only when its place in the file is used again.
    database.exec("PRAGMA secure_delete = ON");
    database.exec("BEGIN IMMEDIATE");
    migrate(database, path);
    database.exec("COMMIT");
    // Erased data may be in the log of a process that died while it erased.
    emptyLog(database);
    const holder = holderFile(file);
    replaceOwnFile(holder, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date() }));
    return { database, held: { lock, holder } };
  } catch (cause) {
    database?.close();
    lock?.release();
    throw openingError(path, cause);
  }
}

/** Moves the write-ahead log into the file, and empties it. Returns whether it could, without waiting for readers. */
export function emptyLog(database: DatabaseSync): boolean {
  try {
    database.exec("PRAGMA busy_timeout = 0");
    return database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0;
  } catch {
    // The transaction before it is committed nevertheless.
    return false;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${longestWait}`);
  }
}

/** Opens a journal to read. The connection may write, because SQLite tidies up after a process that died. */
export function openToRead(path: string): OpenJournal {
  let database: DatabaseSync | undefined;
  try {
    // Throws for a missing file, which must not be created here.
    const file = realpathSync.native(path);
    // SQLite says only that it is unable to open a file of another user.
    accessSync(file, constants.R_OK);
    const isReadOnly = !isWritable(dirname(file));
    const isUnlocked = isReadOnly && !existsSync(logFile(file));
    if (isReadOnly && !isUnlocked && !existsSync(`${file}-shm`)) throw unfinishedError(file);
    database = isUnlocked ? openWithoutLock(file) : new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = ${longestWait}; PRAGMA query_only = ON`);
    const version = versionOf(database);
    if (version > migrations.length) throw newerError(path, version);
    if (version === 0) throw new JobsError(`${path} is not a journal`, "unreadable");
    if (version < migrations.length) throw olderError(path, version);
    return { database, unlocked: isUnlocked ? file : undefined };
  } catch (cause) {
    database?.close();
    throw openingError(path, cause);
  }
}

/**
 * Opens a journal in a folder where SQLite cannot create its files for locks, such as a read-only disk. Only for a
 * journal without a write-ahead log, which no process has open to write.
 */
function openWithoutLock(file: string): DatabaseSync {
  const address = pathToFileURL(file);
  address.searchParams.set("immutable", "1");
  try {
    return new DatabaseSync(address, { readOnly: true });
  } catch (cause) {
    const fact = `${dirname(file)} cannot be written, and Node ${process.versions.node} reads no journal there`;
    throw new JobsError(`${fact}; copy ${file} to another folder, or use Node 22.15 or newer`, "unreadable", cause);
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of the write-ahead log, which exists while a process has the journal open to write. */
export const logFile = (path: string) => `${path}-wal`;

function openingError(path: string, cause: unknown): JobsError {
  if (cause instanceof JobsError) return cause;
  if (isLocked(cause)) return lockedError(path, cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new JobsError(`${path} cannot be opened as a journal: ${reason}`, "unreadable", cause);
}

function lockedError(path: string, cause?: unknown): JobsError {
  const holder = holderOf(path);
  const isOwn = holder?.pid === process.pid && holder.host === hostname();
  const where = holder ? `: process ${holder.pid} on ${holder.host}, since ${holder.since}` : "";
  const fact = isOwn
    ? "is open in this process already; close it first"
    : `is open in another process${where}; stop it first`;
  return new JobsError(`${path} ${fact}`, "locked", cause);
}

/** A backup may lack the index of the write-ahead log, which SQLite would have to create. */
function unfinishedError(file: string): JobsError {
  const fact = `${dirname(file)} cannot be written, and ${file} was open to write when it was copied or its process died`;
  return new JobsError(`${fact}; copy it to another folder together with ${logFile(file)}`, "unreadable");
}

function newerError(path: string, version: number): JobsError {
  const message = `${path} is a journal of version ${version}; this release reads up to ${migrations.length}. Upgrade it`;
  return new JobsError(message, "unreadable");
}

function olderError(path: string, version: number): JobsError {
  const wayOut = `run its jobs once, which brings it to version ${migrations.length}`;
  return new JobsError(`${path} is a journal of version ${version}; ${wayOut}`, "unreadable");
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version);
}

function migrate(database: DatabaseSync, path: string): void {
  const version = versionOf(database);
  if (version === migrations.length) return;
  if (version > migrations.length) throw newerError(path, version);
  const tables = Number(database.prepare("SELECT COUNT(*) AS tables FROM sqlite_schema").get()?.tables);
  if (version === 0 && tables > 0)
    throw new JobsError(`${path} is the database of another program; choose another file`, "unreadable");
  database.exec(`${migrations.slice(version).join("\n")} PRAGMA user_version = ${migrations.length};`);
}

const holderFile = (path: string) => `${path}.holder`;

/** Returns the process that has a journal open, if known. */
function holderOf(path: string): { readonly pid: number; readonly host: string; readonly since: string } | undefined {
  try {
    return JSON.parse(readFileSync(holderFile(realpathSync.native(path)), "utf8"));
  } catch {
    return undefined;
  }
}
