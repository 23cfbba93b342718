import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { noPostgres, postgresVersion, startPostgres } from "../src/index.ts";

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

// Skipped on machines without a package of the server, and in folders that only root can enter.
it.skipIf(!postgresVersion)("starts, survives a kill, and keeps its data in a given folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "postgres-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const first = await startPostgres({ folder });
  await query(first.connectionString, "CREATE TABLE cats AS SELECT 'Tom' AS name");
  await first.kill();
  await first.restart();
  expect(await query(first.connectionString, "SELECT name FROM cats")).toEqual([{ name: "Tom" }]);
  await first.close();
  const second = await startPostgres({ folder });
  onTestFinished(() => second.close());
  expect(await query(second.connectionString, "SELECT name FROM cats")).toEqual([{ name: "Tom" }]);
});

it("says how to get a server", () => {
  expect(noPostgres).toContain("pnpm --filter @seedream-clients/postgres run provision");
});
