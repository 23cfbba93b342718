import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createArk } from "@seedream-clients/ark";
import { expect, it } from "vitest";
import { openJobs } from "../src/index.ts";
import { openJournal } from "./open-journal.ts";
import { make, openProvider } from "./provider.ts";
import { folder, freshSchema, postgres } from "./stores.ts";

/** `KILLS=200` for the whole proof, a few minutes. */
const kills = Number(process.env.KILLS ?? 12);
const count = kills * 15;

it(`${kills} times killed at random moments, ${count} jobs on SQLite: none is lost, none is paid for twice`, () => {
  return prove(join, 1);
}, 900_000);

it.skipIf(!postgres)(
  `${kills} times killed at random moments, ${count} jobs of 3 workers on PostgreSQL: none is lost, none is paid for twice`,
  () => prove(() => `${postgres}#${freshSchema()}`, 3),
  900_000,
);

it.skipIf(!postgres)(
  "a worker that sleeps at any moment and wakes after its lease pays for nothing twice",
  async () => {
    const journal = `${postgres}#${freshSchema()}`;
    const out = await folder();
    const provider = await openProvider((exchange) => void setTimeout(() => make(exchange), Math.random() * 60));
    try {
      const sleeper = start(journal, out, provider.origin);
      await once(sleeper, "message");
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
      sleeper.kill("SIGSTOP");
      // If it holds the lock, the database frees the lock after 10 seconds.
      const other = start(journal, out, provider.origin);
      await once(other, "exit");
      expect(other.exitCode).toBe(0);
      sleeper.kill("SIGCONT");
      await once(sleeper, "exit");
      expect(sleeper.exitCode).toBe(0);
      expect(Math.max(...provider.submissions.values())).toBe(1);
      await expectAllThere(journal, out, provider.origin);
    } finally {
      provider.close();
    }
  },
);

/** Has workers perform jobs, kills them at random moments, starts others in their place, and counts. */
async function prove(journalIn: (folder: string, name: string) => string, workers: number): Promise<void> {
  const journal = journalIn(await folder(), "jobs.db");
  const out = await folder();
  const provider = await openProvider((exchange) => void setTimeout(() => make(exchange), Math.random() * 60));
  try {
    let left = kills;
    await Promise.all(
      Array.from({ length: workers }, async () => {
        while (left-- > 0) {
          const worker = start(journal, out, provider.origin);
          // Most are killed at work, some while they open the journal.
          if (Math.random() < 0.8) await Promise.race([once(worker, "message"), once(worker, "exit")]);
          const timer = setTimeout(() => worker.kill("SIGKILL"), Math.random() * 500);
          if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
          clearTimeout(timer);
          expect([0, null]).toContain(worker.exitCode);
        }
      }),
    );
    const last = Array.from({ length: workers }, () => start(journal, out, provider.origin));
    await Promise.all(last.map((worker) => once(worker, "exit")));
    for (const { exitCode } of last) expect(exitCode).toBe(0);

    expect(Math.max(...provider.submissions.values())).toBe(1);
    const [done, unknown] = await expectAllThere(journal, out, provider.origin);
    if (process.env.KILLS) process.stderr.write(`${kills} kills: ${done} done, ${unknown} unknown\n`);
  } finally {
    provider.close();
  }
}

/** Expects each job to be saved or listed as unknown. Returns how many are which. */
async function expectAllThere(journal: string, out: string, origin: string): Promise<[number, number]> {
  const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: origin }) };
  const jobs = await openJobs({ store: openJournal(journal), clients });
  const { states, spent } = await jobs.totals();
  expect((states.done ?? 0) + (states.unknown ?? 0)).toBe(count);
  expect(spent.images).toBe(count);
  const unknown: string[] = [];
  for await (const { key, errors } of jobs.list(["unknown"])) {
    unknown.push(key);
    // A worker that slept may find that its connection was closed meanwhile.
    const reason = expect.stringMatching(/ended while the submission was out|no response came/);
    expect(errors).toMatchObject([{ message: reason }]);
  }
  expect(unknown).toHaveLength(states.unknown ?? 0);
  const saved = (await readdir(out)).filter((name) => /^\d+-job-\d+-0\.jpg$/.test(name));
  expect(saved).toHaveLength(states.done ?? 0);
  await jobs.close();
  return [states.done ?? 0, unknown.length];
}

function start(...args: readonly string[]): ChildProcess {
  const program = fileURLToPath(new URL("worker-program.ts", import.meta.url));
  return spawn(process.execPath, [program, ...args, String(count)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}
