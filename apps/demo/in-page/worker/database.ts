import type { Job, JournalValues } from "@seedream-clients/jobs";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** Tables of a studio in the browser. */
interface Schema extends DBSchema {
  jobs: { key: string; value: Job };
  values: { key: keyof JournalValues; value: JournalValues[keyof JournalValues] };
  /** Bytes of images that are not saved yet, and calls on the wire. */
  files: { key: string; value: Uint8Array };
  /** Images by file name. */
  images: { key: string; value: Uint8Array<ArrayBuffer> };
}

export type Database = IDBPDatabase<Schema>;

/** Opens the database of a studio. Creates an empty one if there is none. */
export function openDatabase(name: string): Promise<Database> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      for (const store of ["jobs", "values", "files", "images"] as const) {
        database.createObjectStore(store);
      }
    },
  });
}
