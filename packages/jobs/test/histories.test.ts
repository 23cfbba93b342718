import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiKey, inlineImage } from "@seedream-clients/contract-tests/src/histories/provider.ts";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JobStore, memoryStore } from "../src/index.ts";
import { postgresStore } from "../src/postgres.ts";
import { sqliteStore } from "../src/sqlite.ts";
import { histories, live, type Outcome } from "./histories/history.ts";
import { freshSchema, postgres } from "./stores.ts";

/** `HISTORIES=20000` for a long search, `SEED=…` to repeat one. */
const numRuns = Number(process.env.HISTORIES ?? 150);
const seed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

type OpenDisk = () => JobStore | Promise<JobStore>;

/** The same journal each time. */
const inMemory = (): OpenDisk => {
  const store = memoryStore();
  return () => store;
};

let number = 0;

function inFile(): OpenDisk {
  const path = join(directory, `${++number}.db`);
  return () => sqliteStore({ path });
}

const schema = freshSchema();

/** One schema for all histories, because creating one takes most of a second. */
function inDatabase(): OpenDisk {
  return async () => {
    const pool = new pg.Pool({ connectionString: postgres });
    const store = postgresStore({ pool, schema });
    await store.transaction(async () => {});
    await pool.query(["jobs", "values", "files"].map((name) => `DELETE FROM ${schema}.journal_${name}`).join("; "));
    return { ...store, close: () => store.close().then(() => pool.end()) };
  };
}

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "histories-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

// Fewer histories on real disks, which take real time.
const all = [
  { name: "one worker", isShared: false, runs: numRuns, open: inMemory },
  { name: "two workers of one journal", isShared: true, runs: numRuns, open: inMemory },
  { name: "one worker on SQLite", isShared: false, runs: Math.ceil(numRuns / 10), open: inFile },
  ...(postgres
    ? [{ name: "two workers on PostgreSQL", isShared: true, runs: Math.ceil(numRuns / 30), open: inDatabase }]
    : []),
];

describe.each(all)("random histories: $name", ({ isShared, runs, open }) => {
  it("pays once, loses no image and reports each known outcome", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { steps } = history;
        const ends = await live(history, open(), isShared).catch((error: unknown) => {
          throw new Error(`${error} after ${JSON.stringify(steps.map(({ type }) => type))}`, { cause: error });
        });
        check(ends);
      }),
      {
        numRuns: runs,
        ...(seed !== undefined && { seed }),
        interruptAfterTimeLimit: numRuns > 1000 ? 540_000 : 20_000,
      },
    );
  }, 600_000);
});

function check({ provider, jobs, files, spent, places, excused, erased, budget, stuck }: Outcome): void {
  expect(places, "a key").not.toContain(apiKey);
  const images = jobs.reduce((sum, job) => sum + (job.spent.images ?? 0), 0);
  expect(spent.images ?? 0, "the total").toBe(images);
  expect(stuck, "jobs that nobody performs").toEqual([]);
  let bill = 0;
  for (const job of jobs) {
    if (job.state === "done" || job.isErased)
      expect(files.filter((file) => file.startsWith(`${job.key} `))).toEqual([]);
    const own = provider.submissions.filter(({ key }) => key === job.key);
    const accepted = own.filter(({ isAccepted }) => isAccepted);
    const paid = new Set(accepted.map(({ id }, index) => id ?? index));
    expect(paid.size, `submissions of ${JSON.stringify(job)}`).toBeLessThanOrEqual(1);
    const billed = Math.max(0, ...accepted.map((each) => each.billed));
    bill += billed;
    expect(job.spent.images ?? 0, `what ${JSON.stringify(job)} has spent`).toBeGreaterThanOrEqual(billed);
    if (!erased.has(job.key)) {
      // The task of an idempotency key has the images of all submissions under it. Of a response in an unknown form,
      // the images that the job has are enough.
      const hasTask = (id: string) => job.task || places.includes(`task_${id}`) || places.includes("arrived is task ");
      const owed = own.filter(
        ({ id, isAny }) => !(isAny && job.images.length > 0) && !(id !== undefined && hasTask(id)),
      );
      for (const name of owed.flatMap(({ arrived }) => arrived)) {
        if (excused.has(name) || places.includes(name) || places.includes(inlineImage(name))) continue;
        expect.fail(`${name} is lost, of ${JSON.stringify(job)}`);
      }
    }
    const states = ["done", "failed", "unknown", "cancelled", ...(budget === undefined ? [] : ["queued"])];
    expect(states, `the end of ${JSON.stringify(job)}`).toContain(job.state);
    const last = own.at(-1);
    if (job.state !== "unknown" || !last || last.process.hasFailed || job.cancelledAt !== undefined) continue;
    const isKnown = own.length === 1 && !job.isRepeat && last.isRefused && !last.wasKilled;
    if (isKnown) expect.fail(`it is known that nothing was accepted of ${JSON.stringify(job)}`);
  }
  expect(bill, "the bill").toBeLessThanOrEqual(budget ?? Number.POSITIVE_INFINITY);
}
