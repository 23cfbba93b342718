import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import type { PostgresClient, PostgresPool } from "../src/node/postgres-session.ts";
import { postgresStore } from "../src/postgres.ts";

/** Fake of pg-boss: the instances that were started, whether each was stopped, and how its queue is created. */
const fake = vi.hoisted(() => ({
  bosses: [] as { isStopped: boolean }[],
  createQueue: async (): Promise<void> => {},
}));

vi.mock("pg-boss", () => ({
  PgBoss: class {
    readonly state = { isStopped: false };
    on() {}
    async start() {
      fake.bosses.push(this.state);
    }
    createQueue = () => fake.createQueue();
    async stop() {
      this.state.isStopped = true;
    }
  },
}));

afterEach(() => {
  fake.bosses.length = 0;
  fake.createQueue = async () => {};
  vi.restoreAllMocks();
});

/** A pool of a database with a journal that is up to date. */
function poolOf(): PostgresPool {
  const query: PostgresClient["query"] = async (text) => {
    if (text.includes("to_regclass")) return { rows: [{ name: "journal_version" }] };
    if (text.includes("SELECT version")) return { rows: [{ version: 1 }] };
    return { rows: [{ now: 1 }] };
  };
  return {
    query,
    end: async () => {},
    connect: async () => ({ query, on: () => {}, off: () => {}, release: () => {} }),
  };
}

it("stops the queue whose start a lost connection ended, and starts another one", async () => {
  fake.createQueue = async () => {
    fake.createQueue = async () => {};
    throw Object.assign(new Error("terminating connection"), { code: "57P01", severity: "FATAL" });
  };
  const store = postgresStore({ pool: poolOf() });
  expect(await store.transaction(async () => "done")).toBe("done");
  expect(fake.bosses).toEqual([{ isStopped: true }, { isStopped: false }]);
  await store.close();
  expect(fake.bosses).toEqual([{ isStopped: true }, { isStopped: true }]);
});

it("says that the journal cannot be written when the database refuses the queue", async () => {
  fake.createQueue = async () => {
    throw Object.assign(new Error("permission denied for schema seedream"), { code: "42501", severity: "ERROR" });
  };
  const store = postgresStore({ pool: poolOf() });
  await expect(store.transaction(async () => {})).rejects.toMatchObject({
    code: "unwritable",
    message: "The journal in schema seedream cannot be written: permission denied for schema seedream",
  });
  expect(fake.bosses).toEqual([{ isStopped: true }]);
  await store.close();
});

it("stops a queue that is being started when the store is closed", async () => {
  const creating = Promise.withResolvers<void>();
  fake.createQueue = () => creating.promise;
  const store = postgresStore({ pool: poolOf() });
  const working = store.transaction(async () => "done");
  const closing = store.close();
  creating.resolve();
  expect(await working).toBe("done");
  await closing;
  expect(fake.bosses).toEqual([{ isStopped: true }]);
});

it("ends the pool that it has opened, even if JavaScript passes null as pool", async () => {
  const end = vi.spyOn(pg.Pool.prototype, "end");
  const options = { connectionString: "postgres://user@127.0.0.1:9/journal" };
  for (const more of [{}, JSON.parse('{ "pool": null }')]) await postgresStore({ ...options, ...more }).close();
  expect(end).toHaveBeenCalledTimes(2);
});
