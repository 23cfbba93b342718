import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { finished, folder, seedream, simulated, start } from "./seedream.ts";

/** Returns once a batch of two slow images and one that is queued has sent the first. */
async function startBatch() {
  await writeFile(join(folder, "p.csv"), "key,prompt\na,[scenario:slow]\nb,kite\nc,kite\n");
  const batch = start(["batch", "run", "p.csv", "--concurrency", "1", ...simulated]);
  const end = finished(batch);
  for (;;) {
    const { code, out } = await seedream(["batch", "status"]);
    if (code === 0 && JSON.parse(out).states.submitting === 1) return { batch, end };
  }
}

it("shows the state of a batch beside it, and follows it to its end", async () => {
  const { end } = await startBatch();
  const { out, errors, code } = await seedream(["batch", "status", "--watch"]);
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

it("refuses to change a batch beside it, and says what to do", async () => {
  const { batch, end } = await startBatch();
  const { code, errors } = await seedream(["batch", "cancel", "--all"]);
  expect(code).toBe(2);
  expect(errors).toMatch(/out\/jobs\.db is open in another process: process \d+ on .*; stop it first: Ctrl-C there/);
  expect(errors).toContain(`process ${batch.pid} on`);
  batch.kill("SIGINT");
  // The submission that is out is waited for, and the two that are queued stay.
  const stopped = await end;
  expect(stopped.code).toBe(130);
  expect(JSON.parse(stopped.out)).toMatchObject({ states: { done: 1, queued: 2 } });
  expect((await seedream(["batch", "cancel", "--all"])).errors).toContain("2 jobs cancelled");
});
