import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createArk } from "@seedream-clients/ark";
import { expect, it } from "vitest";
import { openJobs } from "../src/index.ts";
import { sqliteStore } from "../src/sqlite.ts";
import { make, openProvider } from "./provider.ts";
import { folder } from "./stores.ts";

/** `KILLS=200` for the whole proof, a few minutes. */
const kills = Number(process.env.KILLS ?? 12);
const count = kills * 15;

it(`${kills} times killed at random moments, ${count} jobs: none is lost, none is paid for twice`, async () => {
  const path = join(await folder(), "jobs.db");
  const out = await folder();
  const provider = await openProvider((exchange) => void setTimeout(() => make(exchange), Math.random() * 60));
  try {
    for (let kill = 0; kill < kills; kill++) {
      const worker = start(path, out, provider.origin);
      const timer = setTimeout(() => worker.kill("SIGKILL"), 300 + Math.random() * 500);
      await once(worker, "exit");
      clearTimeout(timer);
      expect([0, null]).toContain(worker.exitCode);
    }
    const last = start(path, out, provider.origin);
    await once(last, "exit");
    expect(last.exitCode).toBe(0);

    expect(Math.max(...provider.submissions.values())).toBe(1);
    const clients = { ark: createArk({ apiKey: "ark-0123456789", baseURL: provider.origin }) };
    const jobs = await openJobs({ store: sqliteStore({ path }), clients });
    const { states, spent } = await jobs.totals();
    expect((states.done ?? 0) + (states.unknown ?? 0)).toBe(count);
    expect(spent.images).toBe(count);
    const unknown: string[] = [];
    for await (const { key, errors } of jobs.list(["unknown"])) {
      unknown.push(key);
      expect(errors).toMatchObject([{ message: expect.stringContaining("ended while the submission was out") }]);
    }
    expect(unknown).toHaveLength(states.unknown ?? 0);
    const saved = (await readdir(out)).filter((name) => /^\d+-job-\d+-0\.jpg$/.test(name));
    expect(saved).toHaveLength(states.done ?? 0);
    await jobs.close();
  } finally {
    provider.close();
  }
}, 600_000);

function start(...args: readonly string[]) {
  const program = fileURLToPath(new URL("worker-program.ts", import.meta.url));
  return spawn(process.execPath, [program, ...args, String(count)], { stdio: ["ignore", "ignore", "inherit"] });
}
