import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryStore } from "../src/index.ts";
import { histories, live, type Outcome } from "./histories/history.ts";
import { apiKey, inlineImage } from "@seedream-clients/contract-tests/src/histories/provider.ts";

/** `HISTORIES=20000` for a long search, `SEED=…` to repeat one. */
const numRuns = Number(process.env.HISTORIES ?? 150);
const seed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

describe.each([
  { name: "one worker", isShared: false },
  { name: "two workers of one journal", isShared: true },
])("whatever happens: $name", ({ isShared }) => {
  it("pays once, loses nothing and says what is known", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { steps } = history;
        const ends = await live(history, memoryStore, isShared).catch((error: unknown) => {
          throw new Error(`${error} after ${JSON.stringify(steps.map(({ type }) => type))}`, { cause: error });
        });
        check(ends);
      }),
      { numRuns, ...(seed !== undefined && { seed }), interruptAfterTimeLimit: numRuns > 1000 ? 540_000 : 20_000 },
    );
  }, 600_000);
});

function check({ provider, jobs, files, spent, places, excused, erased, isLimited }: Outcome): void {
  expect(places, "a key").not.toContain(apiKey);
  const images = jobs.reduce((sum, job) => sum + (job.spent.images ?? 0), 0);
  expect(spent.images ?? 0, "the total").toBe(images);
  for (const job of jobs) {
    if (job.state === "done" || job.isErased)
      expect(files.filter((file) => file.startsWith(`${job.key} `))).toEqual([]);
    const own = provider.submissions.filter(({ key }) => key === job.key);
    const accepted = own.filter(({ isAccepted }) => isAccepted);
    const paid = new Set(accepted.map(({ id }, index) => id ?? index));
    expect(paid.size, `submissions of ${JSON.stringify(job)}`).toBeLessThanOrEqual(1);
    const billed = Math.max(0, ...accepted.map((each) => each.billed));
    expect(job.spent.images ?? 0, `what ${JSON.stringify(job)} has spent`).toBeGreaterThanOrEqual(billed);
    if (!erased.has(job.key)) {
      // Whoever has the task of an idempotency key has all that its submissions brought.
      // So has whoever has the images that an answer of no known form names.
      const owed = own.filter(
        ({ id, isAny }) =>
          !(isAny && job.images.length > 0) && !(id !== undefined && (job.task || places.includes(`task_${id}`))),
      );
      for (const name of owed.flatMap(({ arrived }) => arrived)) {
        if (excused.has(name) || places.includes(name) || places.includes(inlineImage(name))) continue;
        expect.fail(`${name} is lost, of ${JSON.stringify(job)}`);
      }
    }
    const states = ["done", "failed", "unknown", "cancelled", ...(isLimited ? ["queued"] : [])];
    expect(states, `the end of ${JSON.stringify(job)}`).toContain(job.state);
    const last = own.at(-1);
    if (job.state !== "unknown" || !last || last.process.hasFailed || job.cancelledAt !== undefined) continue;
    const isKnown = own.length === 1 && !job.isRepeat && last.isRefused && !last.wasKilled;
    if (isKnown) expect.fail(`it is known that nothing was accepted of ${JSON.stringify(job)}`);
  }
}
