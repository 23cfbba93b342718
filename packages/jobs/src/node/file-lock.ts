import { rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { JobsError, messageOf } from "../jobs-error.ts";
import { createOwnFile } from "./own-file.ts";
import { isLocked } from "./sqlite-errors.ts";

/** A file that one process at a time may hold. The system releases the lock when the process ends in any way. */
export interface FileLock {
  /** Whether the locked file is still the one at its path. Otherwise another process could take the lock too. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Creates and locks a file. SQLite locks it, because Node has no file locks of its own. The journal itself stays
 * readable for other processes.
 *
 * @returns `undefined` when another process holds it.
 * @throws {JobsError} `"unreadable"` when it cannot be locked for another reason.
 */
export function lockFile(path: string): FileLock | undefined {
  for (;;) {
    createOwnFile(path);
    const ino = inodeOf(path);
    const database = new DatabaseSync(path);
    try {
      // Nothing is written to the lock file, so that it needs no journal file of its own.
      database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    } catch (cause) {
      database.close();
      if (isLocked(cause)) return undefined;
      const message = `${path} cannot be locked: ${messageOf(cause)}; remove it, or put the journal on a disk with locks`;
      throw new JobsError(message, "unreadable", cause);
    }
    // The last holder may have removed the file after it was opened here: a lock on it would exclude nobody.
    if (inodeOf(path) !== ino) {
      database.close();
      continue;
    }
    return {
      isHeld: () => inodeOf(path) === ino,
      release() {
        try {
          // Removed while the lock is held, because nobody else can have it then.
          rmSync(path, { force: true });
        } catch {
          // Windows does not remove an open file. The file stays, and can be locked again.
        }
        database.close();
      },
    };
  }
}

const inodeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.ino;
