import { createArk } from "@seedream-clients/ark";
import { startPostgres } from "@seedream-clients/postgres";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { openJobs } from "../src/index.ts";
import { createSessions, type PostgresClient, type PostgresPool } from "../src/node/postgres-session.ts";
import { postgresStore } from "../src/postgres.ts";
import { make, openProvider } from "./provider.ts";
import { postgres } from "./stores.ts";

describe.skipIf(!postgres)("a database server that is killed", () => {
  it("loses no job after three restarts, and none is paid for twice", async () => {
    const database = await startPostgres();
    onTestFinished(() => database.close());
    const provider = await openProvider((exchange) => void setTimeout(() => make(exchange), Math.random() * 30));
    onTestFinished(() => provider.close());
    const workers = await Promise.all(
      [0, 1].map(() =>
        openJobs({
          store: postgresStore({ connectionString: database.connectionString }),
          clients: { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) },
          limits: { ark: { concurrency: 4 } },
          save: async () => "saved",
        }),
      ),
    );
    const count = 120;
    await workers[0]?.add(
      Array.from({ length: count }, (_, index) => ({
        key: `${index}`,
        client: "ark",
        request: { prompt: `${index}` },
      })),
    );
    const running = Promise.all(workers.map((jobs) => jobs.run()));
    for (const share of [0.2, 0.4, 0.6]) {
      while (provider.submissions.size < count * share) await new Promise((resolve) => setTimeout(resolve, 5));
      await database.kill();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await database.restart();
    }
    for (const summary of await running) {
      expect(summary).toMatchObject({ states: { done: count, unknown: 0 }, spent: { images: count } });
    }
    expect(Math.max(...provider.submissions.values())).toBe(1);
    for (const jobs of workers) await jobs.close();
  });
});

describe("an unreachable database", () => {
  afterEach(() => void vi.useRealTimers());

  const refused = () => Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });

  /** A pool whose statements succeed while `isThere()`. */
  function poolOf(isThere: () => boolean) {
    const sent: string[] = [];
    const client: PostgresClient = {
      on: () => {},
      off: () => {},
      release: () => {},
      async query(text) {
        sent.push(text);
        return { rows: [{ now: 1 }] };
      },
    };
    const pool: PostgresPool = {
      query: client.query,
      end: async () => {},
      connect: () => (isThere() ? Promise.resolve(client) : Promise.reject(refused())),
    };
    return { pool, sent };
  }

  it("fails waiting transactions after a minute, and later ones at once", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
    const sessions = createSessions(poolOf(() => false).pool, "s", async () => {});
    const failing = sessions.run(async () => {}).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(65_000);
    expect(await failing).toMatchObject({
      code: "unwritable",
      message: "The journal in schema s cannot be written: connect ECONNREFUSED 127.0.0.1:5432",
    });
    await expect(sessions.run(async () => {})).rejects.toMatchObject({ code: "unwritable" });
  });

  it("is waited for if it returns after half a minute", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
    let isThere = false;
    const sessions = createSessions(poolOf(() => isThere).pool, "s", async () => {});
    const running = sessions.run(async () => "done");
    await vi.advanceTimersByTimeAsync(30_000);
    isThere = true;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await running).toBe("done");
  });

  it("is waited for no longer than a minute by a statement that always times out, though others succeed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
    const sessions = createSessions(poolOf(() => true).pool, "s", async () => {});
    const slow = () => new Promise((_, reject) => setTimeout(reject, 30_000, new Error("Query read timeout")));
    const failing = sessions.run(slow).catch((error: unknown) => error);
    for (let second = 0; second < 100; second++) {
      await sessions.read("SELECT 1");
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(await Promise.race([failing, "pending"])).toMatchObject({ code: "unwritable" });
  });

  it("is not assumed for another failure, which ends the transaction at once and rolls it back", async () => {
    const { pool, sent } = poolOf(() => true);
    const sessions = createSessions(pool, "s", async () => {});
    await expect(sessions.run(() => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
    expect(sent.at(-1)).toBe("ROLLBACK");
    const full = Object.assign(new Error("could not extend file: No space left on device"), {
      code: "53100",
      severity: "ERROR",
    });
    await expect(sessions.run(() => Promise.reject(full))).rejects.toMatchObject({
      code: "unwritable",
      message: expect.stringContaining("No space left on device"),
    });
  });
});
