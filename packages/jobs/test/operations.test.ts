import { createArk } from "@seedream-clients/ark";
import { describe, expect, it } from "vitest";
import { type Job, type JobState, type Jobs, JobsError, memoryStore, openJobs } from "../src/index.ts";
import { jobStates } from "../src/job.ts";

interface Operation {
  readonly operate: (jobs: Jobs) => Promise<Job>;
  readonly allowed: readonly JobState[];
  readonly rule: string;
}

const operations: Readonly<Record<"cancel" | "cancelSaving" | "retry" | "reconcile" | "erase", Operation>> = {
  cancel: {
    operate: (jobs) => jobs.cancel("a"),
    allowed: ["queued", "submitting", "waiting"],
    rule: "only a job whose images have not arrived can be cancelled",
  },
  cancelSaving: {
    operate: (jobs) => jobs.cancelSaving("a"),
    allowed: ["saving"],
    rule: "only a job whose images have arrived and are not saved has a saving to cancel",
  },
  retry: {
    operate: (jobs) => jobs.retry("a"),
    allowed: ["failed", "cancelled"],
    rule: "only a job that failed, was cancelled or is unknown can be retried",
  },
  reconcile: {
    operate: (jobs) => jobs.reconcile("a", { made: false }),
    allowed: ["unknown"],
    rule: "only a job whose outcome is unknown can be reconciled",
  },
  erase: {
    operate: (jobs) => jobs.erase("a"),
    allowed: ["done", "failed", "unknown", "cancelled"],
    rule: "only a job that is over can be erased",
  },
};

/** A journal of one job. */
async function journalOf(facts: Partial<Job>): Promise<Jobs> {
  const store = memoryStore();
  const jobs = await openJobs({ store, clients: { ark: createArk({ apiKey: "ark-0123456789" }) } });
  await jobs.add([{ key: "a", client: "ark", request: { prompt: "a" } }]);
  await store.transaction(async (transaction) => {
    const job = await transaction.find("a");
    if (job) await transaction.put({ ...job, ...facts });
  });
  return jobs;
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(JobsError);
  expect(error).toMatchObject({ code: "state" });
  return Object(error).message;
}

describe.each(Object.entries(operations))("%s()", (name, { operate, allowed, rule }) => {
  // Whether an unknown job can be retried is up to its provider.
  const states = jobStates.filter((state) => name !== "retry" || state !== "unknown");
  it.each(states)("works on a job that is %s, or names key, state, rule and way out", async (state) => {
    const jobs = await journalOf({ state });
    if (allowed.includes(state)) {
      await operate(jobs);
      return;
    }
    const [fact, said, ...wayOut] = (await messageOf(operate(jobs))).split("; ");
    expect([fact, said]).toEqual([`Job "a" is ${state}`, rule]);
    expect(wayOut.join("; ")).toMatch(/wait|cancel|reconcile|retry|leave|add/);
    expect(await jobs.get("a")).toMatchObject({ state });
  });

  it("names the key of a missing job", async () => {
    const jobs = await openJobs({ store: memoryStore(), clients: {} });
    expect(await messageOf(operate(jobs))).toBe('There is no job "a" in this journal; check its key');
  });
});

it.each([
  ["retry", "cancelled"],
  ["reconcile", "unknown"],
] as const)("%s() of a job that was erased says so, and how to make it again", async (name, state) => {
  const jobs = await journalOf({ state, isErased: true });
  expect(await messageOf(operations[name].operate(jobs))).toBe(
    `Job "a" is ${state} and was erased; there is nothing left to ${name}; add its request under another key`,
  );
});

it.each([
  ["failed", "to pay again, add it under another key"],
  ["unknown", "reconcile it, or, to pay again, add it under another key"],
] as const)("retry() of a job that is %s and may have been billed says what to do instead", async (state, wayOut) => {
  const jobs = await journalOf({ state, spent: { images: 1 } });
  expect(await messageOf(jobs.retry("a"))).toBe(
    `Job "a" is ${state} and may have been billed; such a job is not sent again; ${wayOut}`,
  );
});
