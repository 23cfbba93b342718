import type { Notes } from "../../server/sidecar.ts";
import type { Database } from "./database.ts";

/** Keeps notes in the browser: they are read from memory, and written without anyone who waits. */
export async function browserNotes(database: Database): Promise<Notes> {
  const texts = { calls: await load(database, "calls"), ends: await load(database, "ends") };
  return {
    read: (kind, id) => texts[kind].get(id),
    write(kind, id, text) {
      if (text === undefined) texts[kind].delete(id);
      else texts[kind].set(id, text);
      const written = text === undefined ? database.delete(kind, id) : database.put(kind, text, id);
      // A run goes on without its notes, also when the store was closed.
      written.catch(() => {});
    },
    close() {},
  };
}

async function load(database: Database, kind: "calls" | "ends"): Promise<Map<string, string>> {
  const [ids, texts] = await Promise.all([database.getAllKeys(kind), database.getAll(kind)]);
  return new Map(ids.map((id, index) => [id, texts[index] ?? ""]));
}
