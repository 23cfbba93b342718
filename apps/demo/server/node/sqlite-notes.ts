import { DatabaseSync } from "node:sqlite";
import type { Notes } from "../sidecar.ts";

/** The column with the text of each kind. */
const columns = { calls: "exchanges", ends: "end" } as const;

/** Keeps notes in an SQLite file. */
export function sqliteNotes(file: string): Notes {
  const database = new DatabaseSync(file);
  for (const [kind, column] of Object.entries(columns)) {
    database.exec(`CREATE TABLE IF NOT EXISTS ${kind} (id TEXT PRIMARY KEY, ${column} TEXT NOT NULL)`);
  }
  return {
    read(kind, id) {
      const row = database.isOpen && database.prepare(`SELECT ${columns[kind]} text FROM ${kind} WHERE id = ?`).get(id);
      return row ? String(row.text) : undefined;
    },
    write(kind, id, text) {
      if (!database.isOpen) return;
      if (text === undefined) database.prepare(`DELETE FROM ${kind} WHERE id = ?`).run(id);
      else database.prepare(`INSERT OR REPLACE INTO ${kind} VALUES (?, ?)`).run(id, text);
    },
    close: () => database.close(),
  };
}
