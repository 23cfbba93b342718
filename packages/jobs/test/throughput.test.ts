import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createArk } from "@seedream-clients/ark";
import { PgBoss } from "pg-boss";
import { expect, it, onTestFinished } from "vitest";
import { openJobs } from "../src/index.ts";
import { make, openProvider } from "./provider.ts";
import { freshSchema, postgres, stores } from "./stores.ts";

/** `JOBS=10000` for the whole proof, a minute or two. */
const count = Number(process.env.JOBS ?? 500);

/** Writes seconds and jobs a second to standard error. They depend on the machine, so that no test checks them. */
function report(what: string, jobs: number, start: number): void {
  const seconds = (performance.now() - start) / 1000;
  process.stderr.write(`${what}: ${jobs} in ${seconds.toFixed(1)} s, ${Math.round(jobs / seconds)} a second\n`);
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Memory that is in use, in MB. */
function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

it.each(Object.entries(stores))(
  `${count} jobs are added in one go and performed in flat memory, in %s`,
  async (name, openStore) => {
    const provider = await openProvider(make);
    onTestFinished(() => provider.close());
    const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
    const jobs = await openJobs({ store: await openStore(), clients, limits: { ark: { concurrency: 16 } } });
    const added = performance.now();
    await jobs.add(
      Array.from({ length: count }, (_, index) => ({
        key: `${index}`,
        client: "ark",
        request: { prompt: `p${index}` },
      })),
    );
    report(`${name}, added`, count, added);
    const start = performance.now();
    let most = heap();
    const before = most;
    const timer = setInterval(() => {
      most = Math.max(most, heap());
    }, 1_000);
    expect(await jobs.run()).toMatchObject({ states: { done: count } });
    clearInterval(timer);
    report(`${name}, performed`, count, start);
    process.stderr.write(`${name}, heap: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most\n`);
    expect(provider.submissions.size).toBe(count);
    expect(most - before, "growth in MB").toBeLessThan(64);
    await jobs.close();
  },
  600_000,
);

it.skipIf(!postgres)(
  "reports pg-boss alone for comparison",
  async () => {
    const boss = new PgBoss({ connectionString: postgres ?? "", schema: freshSchema(), schedule: false });
    onTestFinished(() => boss.stop({ graceful: false }));
    await boss.start();
    await boss.createQueue("jobs");
    for (const batchSize of [1, 20]) {
      await boss.insert(
        "jobs",
        Array.from({ length: count }, (_, index) => ({ data: { key: `${index}` } })),
      );
      const start = performance.now();
      let fetched = 0;
      while (fetched < count) {
        const batch = await boss.fetch("jobs", { batchSize });
        await boss.complete(
          "jobs",
          batch.map(({ id }) => id),
        );
        fetched += batch.length;
      }
      report(`pg-boss, ${batchSize} at once`, count, start);
    }
  },
  600_000,
);
