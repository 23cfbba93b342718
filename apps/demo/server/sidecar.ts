import { DatabaseSync } from "node:sqlite";
import type { Exchange } from "./messages.ts";

/** Who ended a run: a person, or the studio when it stopped. */
export type End = "cancelled" | "stopped";

/** What the studio keeps beside the journal of jobs: calls on the wire, and who ended a run. */
export class Sidecar {
  readonly #database: DatabaseSync;
  readonly #wanted = new Map<string, PromiseWithResolvers<void>>();

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS calls (id TEXT PRIMARY KEY, exchanges TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS ends (id TEXT PRIMARY KEY, end TEXT NOT NULL);
    `);
  }

  /** Keeps the calls of a submission or a task, after those that are known. */
  record(id: string, exchanges: readonly Exchange[]): void {
    if (!this.#database.isOpen || exchanges.length === 0) return;
    const all = JSON.stringify([...this.exchangesOf(id), ...exchanges]);
    this.#database.prepare("INSERT OR REPLACE INTO calls VALUES (?, ?)").run(id, all);
  }

  exchangesOf(id: string): readonly Exchange[] {
    const row = this.#database.prepare("SELECT exchanges FROM calls WHERE id = ?").get(id);
    return row ? JSON.parse(String(row.exchanges)) : [];
  }

  /** Says who ended a submission or the wait for a task; `undefined` says that it goes on. */
  setEnd(id: string, end: End | undefined): void {
    if (!this.#database.isOpen) return;
    if (end) this.#database.prepare("INSERT OR REPLACE INTO ends VALUES (?, ?)").run(id, end);
    else this.#database.prepare("DELETE FROM ends WHERE id = ?").run(id);
    if (!end) this.#wanted.get(id)?.resolve();
  }

  endOf(id: string): End | undefined {
    const row = this.#database.isOpen && this.#database.prepare("SELECT end FROM ends WHERE id = ?").get(id);
    return row ? (row.end === "stopped" ? "stopped" : "cancelled") : undefined;
  }

  /** Waits until the wait for a task that was cancelled is resumed. */
  async untilWanted(id: string, signal?: AbortSignal): Promise<void> {
    if (!this.endOf(id)) return;
    const wanted = Promise.withResolvers<void>();
    this.#wanted.set(id, wanted);
    const give = () => wanted.reject(signal?.reason);
    signal?.addEventListener("abort", give);
    await wanted.promise.finally(() => signal?.removeEventListener("abort", give));
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#database.prepare("DELETE FROM calls WHERE id = ?").run(id);
      this.#database.prepare("DELETE FROM ends WHERE id = ?").run(id);
    }
  }

  close(): void {
    this.#database.close();
  }
}
