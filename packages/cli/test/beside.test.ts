import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createArk } from "@seedream-clients/ark";
import { openJobs } from "@seedream-clients/jobs";
import { sqliteStore } from "@seedream-clients/jobs/sqlite";
import { expect, it } from "vitest";
import { openProvider, until } from "./provider.ts";
import { finished, folder, seedream, start } from "./seedream.ts";

/** Starts a batch of three jobs. The submission of the first one waits for `release()`. */
async function startBatch() {
  await writeFile(join(folder, "p.csv"), "key,prompt\na,one\nb,two\nc,three\n");
  const provider = await openProvider();
  const batch = start(["batch", "run", "p.csv", "--concurrency", "1", "--provider", "ark"], provider);
  const end = finished(batch);
  await until(() => provider.held === 1);
  return { batch, end, release: provider.release };
}

it("shows the state of a running batch, and follows it to its end", async () => {
  const { end, release } = await startBatch();
  expect(JSON.parse((await seedream(["batch", "status"])).out)).toMatchObject({ states: { submitting: 1, queued: 2 } });
  const watch = start(["batch", "status", "--watch"]);
  watch.stdout.once("data", release);
  const { out, errors, code } = await finished(watch);
  expect([code, errors]).toEqual([0, ""]);
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ states: { submitting: 1, queued: 2 } });
  expect(lines.at(-1)).toMatchObject({ states: { done: 3 }, spent: { images: 3 }, unknown: [] });
  expect((await end).code).toBe(0);
  expect((await readdir(join(folder, "out"))).filter((name) => name.startsWith("jobs"))).toEqual(["jobs.db"]);
});

it("cancels the saving of images, says that they are paid for, and saves them after a retry", async () => {
  const { end, release } = await startBatch();
  release();
  await end;
  const provider = await openProvider();
  provider.release();
  const ark = createArk({ apiKey: "ark-0123456789", baseURL: provider.env.ARK_BASE_URL });
  const store = sqliteStore({ path: join(folder, "out", "jobs.db") });
  const jobs = await openJobs({ store, clients: { ark }, save: () => new Promise(() => {}) });
  await jobs.add([{ key: "d", client: "ark", request: { prompt: "four" } }]);
  jobs.start();
  await until(async () => (await jobs.get("d"))?.state === "saving");
  await jobs.stop({ abort: true });
  await jobs.close();
  expect(await seedream(["batch", "cancel", "d"])).toMatchObject({
    code: 0,
    errors: expect.stringContaining("d: its images are paid for; seedream batch retry and resume save them"),
  });
  expect(JSON.parse((await seedream(["batch", "status"])).out)).toMatchObject({ states: { done: 3, cancelled: 1 } });
  await seedream(["batch", "retry", "d"]);
  await seedream(["batch", "resume"], { env: provider.env });
  expect(JSON.parse((await seedream(["batch", "status"])).out)).toMatchObject({ states: { done: 4 } });
  expect(provider.prompts).toEqual(["four"]);
});

it("refuses to change a running batch, and says what to do", async () => {
  const { batch, end, release } = await startBatch();
  const { code, errors } = await seedream(["batch", "cancel", "--all"]);
  expect(code).toBe(2);
  expect(errors).toMatch(/out\/jobs\.db is open in another process: process \d+ on .*; stop it first: Ctrl-C there/);
  expect(errors).toContain(`process ${batch.pid} on`);
  batch.kill("SIGINT");
  await once(batch.stderr, "data");
  release();
  // The batch waits for its open submission, and leaves the other two jobs queued.
  const stopped = await end;
  expect(stopped.code).toBe(130);
  expect(JSON.parse(stopped.out)).toMatchObject({ states: { done: 1, queued: 2 } });
  expect((await seedream(["batch", "cancel", "--all"])).errors).toContain("2 jobs cancelled");
});
