import { type JobStore, memoryStore, type Transaction } from "@seedream-clients/jobs";
import type { Database } from "./database.ts";

const stores = ["jobs", "values", "files"] as const;

/** What a transaction changes, to be written. */
type Change = (writing: ReturnType<typeof begin>) => Promise<unknown>;

const begin = (database: Database) => database.transaction(stores, "readwrite");

/**
 * Keeps a journal in the browser. A transaction of IndexedDB ends when it waits for anything else. So work is done in
 * memory, and what it changed is written at once, before it is committed there.
 */
export async function browserJournal(database: Database): Promise<JobStore> {
  const memory = memoryStore();
  await memory.transaction((transaction) => load(database, transaction));
  return {
    transaction: (work) =>
      memory.transaction(async (transaction) => {
        const changes: Change[] = [];
        const result = await work(noting(transaction, changes));
        if (changes.length > 0) {
          const writing = begin(database);
          await Promise.all([...changes.map((change) => change(writing)), writing.done]);
        }
        return result;
      }),
    close: async () => database.close(),
  };
}

/** The same transaction, with a note of its changes. */
function noting(transaction: Transaction, changes: Change[]): Transaction {
  return {
    ...transaction,
    put(job) {
      changes.push((writing) => writing.objectStore("jobs").put(job, job.key));
      return transaction.put(job);
    },
    write(name, value) {
      changes.push((writing) => writing.objectStore("values").put(value, name));
      return transaction.write(name, value);
    },
    writeFile(name, bytes) {
      changes.push((writing) => writing.objectStore("files").put(bytes, name));
      return transaction.writeFile(name, bytes);
    },
    deleteFile(name) {
      changes.push((writing) => writing.objectStore("files").delete(name));
      return transaction.deleteFile(name);
    },
  };
}

async function load(database: Database, transaction: Transaction): Promise<void> {
  const jobs = await database.getAll("jobs");
  for (const job of jobs.toSorted((one, other) => one.order - other.order)) await transaction.put(job);
  for (const name of await database.getAllKeys("values")) {
    const value = await database.get("values", name);
    if (value) await transaction.write(name, value);
  }
  for (const name of await database.getAllKeys("files")) {
    const bytes = await database.get("files", name);
    if (bytes) await transaction.writeFile(name, bytes);
  }
}
