import { PgBoss } from "pg-boss";
import type { PostgresPool, Sql } from "./postgres-session.ts";

const queue = "wake-up";

/** How often workers look for messages when the database cannot notify them, in seconds. */
const polling = 2;

/** Wakes workers on other hosts, through messages of pg-boss. */
export interface WakeUps {
  /** Sends a message in the transaction of `sql`, unless one is already waiting to be received. */
  send(sql: Sql): Promise<void>;
  /** Calls `look` for each message. Returns a function that ends this. */
  receive(look: () => Promise<void>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/**
 * Creates {@link WakeUps}. A message says only that there may be work: a lost one costs time, and a repeated one
 * changes nothing.
 */
export async function createWakeUps(
  connection: { readonly connectionString: string } | { readonly pool: PostgresPool },
  schema: string,
): Promise<WakeUps> {
  const boss = new PgBoss({
    schema,
    schedule: false,
    createSchema: false,
    maintenanceIntervalSeconds: 600,
    ...("pool" in connection
      ? { db: { executeSql: (text: string, values?: unknown[]) => connection.pool.query(text, values) } }
      : { connectionString: connection.connectionString, max: 2, useListenNotify: true }),
  });
  // pg-boss reconnects by itself, and keeps polling.
  boss.on("error", () => {});
  try {
    await boss.start();
    await boss.createQueue(queue, {
      policy: "short",
      notify: true,
      expireInSeconds: 60,
      retryLimit: 1,
      retentionSeconds: 3_600,
      deleteAfterSeconds: 60,
    });
  } catch (error) {
    // Its timers would keep the process alive.
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
  return {
    async send(sql) {
      const executeSql = async (text: string, values?: unknown[]) => ({ rows: [...(await sql(text, values))] });
      await boss.send(queue, {}, { db: { executeSql } });
    },
    async receive(look) {
      const options = { pollingIntervalSeconds: polling, notifyPollingIntervalSeconds: polling };
      const id = await boss.work(queue, options, look);
      return () => boss.offWork(queue, { id, wait: true });
    },
    close: () => boss.stop({ graceful: false }),
  };
}
