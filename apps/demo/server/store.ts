import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TaskHandle } from "@seedream-clients/core";
import type { Exchange, GenerateBody, RunEvent } from "./messages.ts";

/** A run as it is kept. */
export interface StoredRun {
  readonly id: string;
  readonly startedAt: number;
  readonly body: GenerateBody;
  readonly events: readonly RunEvent[];
  /** What to wait for again, on providers with tasks. */
  readonly task: TaskHandle | undefined;
}

/** Which runs, newest first. */
export interface Query {
  /** A word of the prompt, the model or the provider. */
  readonly search?: string | undefined;
  /** Id of the run after which to go on. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Another studio has the folder open. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
}

/** Runs in a folder: a SQLite file, and the images beside it. */
export class Store {
  readonly #folder: string;
  readonly #database: DatabaseSync;

  /** @throws {FolderInUseError} */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, "studio.sqlite"));
    try {
      this.#database.exec(schema);
    } catch (error) {
      this.#database.close();
      if (!/locked|busy/i.test(String(error))) throw error;
      throw new FolderInUseError(`Another studio keeps its runs in ${folder}; set STUDIO_DATA to a folder of this one`);
    }
  }

  /** Where the images of a run are. */
  imagesOf(id: string): string {
    return join(this.#folder, "images", id);
  }

  save({ id, startedAt, body, events, task }: StoredRun): void {
    // What comes after the studio was closed is taken up, or marked as broken off, at its next start.
    if (!this.#database.isOpen) return;
    const about = [body.request.prompt, body.request.model, body.provider].join("\n");
    this.#database
      .prepare("INSERT OR IGNORE INTO runs (id, startedAt, about, body, events) VALUES (?, ?, ?, ?, '[]')")
      .run(id, startedAt, about, JSON.stringify(body));
    this.#database
      .prepare("UPDATE runs SET events = ?, isOver = ?, task = ? WHERE id = ?")
      .run(JSON.stringify(events), isOver(events) ? 1 : 0, task ? JSON.stringify(task) : null, id);
  }

  saveExchanges(id: string, exchanges: readonly Exchange[]): void {
    if (!this.#database.isOpen) return;
    this.#database.prepare("UPDATE runs SET exchanges = ? WHERE id = ?").run(JSON.stringify(exchanges), id);
  }

  find(id: string): StoredRun | undefined {
    return this.#all("SELECT * FROM runs WHERE id = ?", id)[0];
  }

  exchangesOf(id: string): readonly Exchange[] {
    const row = this.#database.prepare("SELECT exchanges FROM runs WHERE id = ?").get(id);
    return row ? JSON.parse(String(row.exchanges)) : [];
  }

  list({ search = "", after, limit }: Query): StoredRun[] {
    const position = after && this.#database.prepare("SELECT rowid FROM runs WHERE id = ?").get(after)?.rowid;
    const pattern = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
    return this.#all(
      "SELECT * FROM runs WHERE about LIKE ? ESCAPE '\\' AND rowid < ? ORDER BY rowid DESC LIMIT ?",
      pattern,
      Number(position || Number.MAX_SAFE_INTEGER),
      limit,
    );
  }

  /** Those that had not come to an end when the studio stopped. */
  unfinished(): StoredRun[] {
    return this.#all("SELECT * FROM runs WHERE isOver = 0 ORDER BY rowid");
  }

  async remove(id: string): Promise<void> {
    this.#database.prepare("DELETE FROM runs WHERE id = ?").run(id);
    await rm(this.imagesOf(id), { recursive: true, force: true });
  }

  close(): void {
    this.#database.close();
  }

  #all(sql: string, ...values: (string | number)[]): StoredRun[] {
    return this.#database
      .prepare(sql)
      .all(...values)
      .map(({ id, startedAt, body, events, task }) => ({
        id: String(id),
        startedAt: Number(startedAt),
        body: JSON.parse(String(body)),
        events: JSON.parse(String(events)),
        task: task === null ? undefined : JSON.parse(String(task)),
      }));
  }
}

/** Whether a run has come to its end. */
export function isOver(events: readonly RunEvent[]): boolean {
  const last = events.at(-1)?.type;
  return last === "completed" || last === "failed";
}

/** One studio a folder: two would both take up the runs that one of them is still at. */
const schema = `
  PRAGMA locking_mode = EXCLUSIVE;
  BEGIN EXCLUSIVE;
  CREATE TABLE IF NOT EXISTS runs (
    id TEXT NOT NULL UNIQUE,
    startedAt INTEGER NOT NULL,
    about TEXT NOT NULL,
    body TEXT NOT NULL,
    events TEXT NOT NULL,
    exchanges TEXT NOT NULL DEFAULT '[]',
    task TEXT,
    isOver INTEGER NOT NULL DEFAULT 0
  );
  COMMIT;
`;
