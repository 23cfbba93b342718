import { type JobStore, memoryStore, type Transaction } from "@seedream-clients/jobs";
import type { Database } from "./database.ts";

const stores = ["jobs", "values", "files"] as const;

/** Writes one change of a transaction. */
type Change = (writing: ReturnType<typeof begin>) => Promise<unknown>;

const begin = (database: Database) => database.transaction(stores, "readwrite");

/**
 * Stores a journal in the browser. A transaction of IndexedDB ends as soon as it awaits other work. So jobs run their
 * transactions in memory, and the changes are written together before the commit in memory.
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

/** Wraps a transaction, and adds its changes to `changes`. */
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
