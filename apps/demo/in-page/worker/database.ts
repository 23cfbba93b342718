import type { Job, JournalValues } from "@seedream-clients/jobs";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** What the browser keeps of a studio. */
interface Schema extends DBSchema {
  jobs: { key: string; value: Job };
  values: { key: keyof JournalValues; value: JournalValues[keyof JournalValues] };
  /** Bytes of images that are not saved yet, and calls on the wire. */
  files: { key: string; value: Uint8Array };
  /** Images by the name that they were saved under. */
  images: { key: string; value: Uint8Array<ArrayBuffer> };
}

export type Database = IDBPDatabase<Schema>;

/** Opens it, empty at first. */
export function openDatabase(name: string): Promise<Database> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      for (const store of ["jobs", "values", "files", "images"] as const) {
        database.createObjectStore(store);
      }
    },
  });
}
