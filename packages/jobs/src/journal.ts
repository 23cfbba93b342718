import type { Clock } from "@seedream-clients/core";
import { add, exceeded, isLimited } from "./amounts.ts";
import { type Amounts, type Job, type JobState, jobStates, underWay } from "./job.ts";
import { JobsError } from "./jobs-error.ts";
import { admit, type Rate } from "./rate.ts";
import type { JobStore, Lane, LaneState, Ledger, Transaction } from "./store.ts";

/** Limits of a lane. */
export interface LaneLimits {
  readonly rate?: Rate | undefined;
  /** Most submissions under way at once, of all models of the client. */
  readonly concurrency: number;
}

/** What there is to submit. */
export type Claim =
  | { readonly type: "job"; readonly job: Job }
  /** Nothing before `at`, in ms since 1970; without it, nothing before a submission ends. */
  | { readonly type: "wait"; readonly at?: number }
  /** Every job that could go would pass the budget. */
  | { readonly type: "budget" }
  /** So many images wait to be saved that no more are paid for. */
  | { readonly type: "unsaved" }
  | { readonly type: "empty" };

/** A job that was checked: what the journal cannot know by itself is filled in. */
export type CheckedJob = Pick<Job, "key" | "client" | "model" | "request" | "priority" | "price" | "warnings">;

/** How many jobs there are in each state, and what counts against the budget. */
export interface Totals {
  readonly states: Readonly<Partial<Record<JobState, number>>>;
  readonly spent: Amounts;
}

type Put = (job: Job, before?: Job) => Promise<void>;

/** Longest time that a provider's request for patience is believed, in ms. */
export const longestPause = 3_600_000;

/** Most jobs whose images wait to be saved: their links expire, and nobody wants to pay for what cannot be kept. */
const mostUnsaved = 64;

/** How long a provider is trusted to recognise an idempotency key, in ms. No provider says. */
const keyLifetime = 24 * 3_600_000;

/** The rules of a journal, above any store. */
export interface Journal {
  /** Adds jobs, all or none. Those whose key is known stay as they are. */
  insert(jobs: readonly CheckedJob[]): Promise<{ readonly added: number; readonly known: number }>;
  /**
   * Takes the next job that limits and budget allow, and commits that it is being submitted: whatever happens from here
   * on, it is not submitted a second time unless the provider provably did not accept it.
   *
   * @param limitsOf Returns `undefined` for a lane whose jobs cannot be performed.
   */
  claim(limitsOf: (lane: Lane) => LaneLimits | undefined, budget: Amounts): Promise<Claim>;
  /**
   * Changes a job that is in one of `states`.
   *
   * @param more Further changes of the same transaction.
   */
  update(
    key: string,
    states: readonly JobState[],
    patch: (job: Job) => Partial<Job>,
    more?: (transaction: Transaction, job: Job) => Promise<void>,
  ): Promise<Job>;
  /** Keeps all workers from a lane for a while, because its provider asked for it. */
  pause(lane: Lane, ms: number): Promise<void>;
  find(key: string): Promise<Job | undefined>;
  readFile(name: string): Promise<Uint8Array | undefined>;
  /** Yields jobs in the order of adding, read in portions. */
  list(states: readonly JobState[]): AsyncGenerator<Job, void>;
  totals(): Promise<Totals>;
}

/** Creates a journal. `onChange` is called after each change that was committed. */
export function createJournal(store: JobStore, clock: Clock, onChange: (job: Job) => void): Journal {
  /** Runs a transaction that keeps the ledger true, and tells of its changes when they are committed. */
  async function change<T>(work: (transaction: Transaction, put: Put, ledger: Ledger) => Promise<T>): Promise<T> {
    const changed: Job[] = [];
    const result = await store.transaction(async (transaction) => {
      changed.length = 0;
      let ledger = await readLedger(transaction);
      const put: Put = async (job, before) => {
        ledger = count(ledger, before, job);
        changed.push(job);
        await transaction.put(job);
      };
      const value = await work(transaction, put, ledger);
      if (changed.length > 0) await transaction.write("ledger", ledger);
      return value;
    });
    for (const job of changed) onChange(job);
    return result;
  }

  return {
    update: (key, states, patch, more = async () => {}) =>
      change(async (transaction, put) => {
        const job = await transaction.find(key);
        if (!job) throw new JobsError(`There is no job ${JSON.stringify(key)}`, "state");
        if (!states.includes(job.state)) {
          throw new JobsError(`Job ${JSON.stringify(key)} is ${job.state}; it must be ${states.join(" or ")}`, "state");
        }
        const after: Job = { ...job, updatedAt: clock.now(), ...patch(job) };
        await put(after, job);
        await more(transaction, after);
        return after;
      }),

    insert: (jobs) =>
      change(async (transaction, put, ledger) => {
        let { last } = ledger;
        for (const job of jobs) {
          const known = await transaction.find(job.key);
          if (known && !isSame(known, job)) {
            const message = `Job ${JSON.stringify(job.key)} exists with another request; give this one a key of its own`;
            throw new JobsError(message, "conflict");
          }
          if (known) continue;
          last += 1;
          const now = clock.now();
          await put({
            ...job,
            state: "queued",
            order: last,
            createdAt: now,
            updatedAt: now,
            notBefore: 0,
            attempts: 0,
            spent: {},
            images: [],
            errors: [],
          });
        }
        const added = last - ledger.last;
        return { added, known: jobs.length - added };
      }),

    claim: (limitsOf, budget) =>
      change(async (transaction, put, ledger): Promise<Claim> => {
        if (countOf(ledger.lanes, "saving") >= mostUnsaved) return { type: "unsaved" };
        const now = clock.now();
        const choices: { readonly job: Job; readonly lane: Lane; readonly state: LaneState }[] = [];
        let at = Number.POSITIVE_INFINITY;
        let isBusy = false;
        for (const lane of ledger.lanes.filter(({ counts }) => counts.queued)) {
          const limits = limitsOf(lane);
          if (!limits) continue;
          const { rate, concurrency } = limits;
          if (submissionsOf(ledger, lane.client) >= concurrency) {
            isBusy = true;
            continue;
          }
          const state = await readLane(transaction, lane, now);
          const job = state.until > now ? undefined : await transaction.next(lane, now, now + longestPause);
          const admission = job && rate ? admit(state.arrival, imagesOf(job), rate, now) : { arrival: 0 };
          if (state.until > now) at = Math.min(at, state.until);
          else if (!job) at = Math.min(at, (await transaction.nextDue(lane)) ?? Number.POSITIVE_INFINITY);
          else if ("wait" in admission) at = Math.min(at, now + admission.wait);
          else choices.push({ job, lane, state: { ...state, arrival: admission.arrival } });
        }
        choices.sort((a, b) => b.job.priority - a.job.priority || a.job.order - b.job.order);
        const choice = affordable(choices, ledger.spent, budget);
        if (!choice) {
          if (Number.isFinite(at)) return { type: "wait", at };
          if (choices.length > 0) return { type: "budget" };
          return isBusy ? { type: "wait" } : { type: "empty" };
        }
        const { job, lane, state } = choice;
        if (mayBeBilled(job) && now - job.updatedAt > keyLifetime) {
          await put({ ...job, state: "unknown", updatedAt: now }, job);
          return { type: "wait", at: now };
        }
        const claimed: Job = {
          ...job,
          state: "submitting",
          // The same for each repeat: where the provider has idempotency keys, all repeats are one submission.
          submission: job.submission ?? crypto.randomUUID(),
          attempts: job.attempts + 1,
          spent: job.price,
          updatedAt: now,
        };
        await put(claimed, job);
        await transaction.write(nameOf(lane), state);
        return { type: "job", job: claimed };
      }),

    pause: (lane, ms) =>
      store.transaction(async (transaction) => {
        const now = clock.now();
        const state = await readLane(transaction, lane, now);
        const until = Math.max(state.until, now + Math.min(ms, longestPause));
        await transaction.write(nameOf(lane), { ...state, until });
      }),

    find: (key) => store.transaction(async (transaction) => transaction.find(key)),

    readFile: (name) => store.transaction(async (transaction) => transaction.readFile(name)),

    async *list(states) {
      let after = 0;
      for (;;) {
        const jobs = await store.transaction(async (transaction) => transaction.list(states, after, 100));
        yield* jobs;
        const last = jobs.at(-1);
        if (!last) return;
        after = last.order;
      }
    },

    totals: () =>
      store.transaction(async (transaction) => {
        const { lanes, spent } = await readLedger(transaction);
        const states: Partial<Record<JobState, number>> = {};
        for (const state of jobStates) states[state] = countOf(lanes, state);
        return { states, spent };
      }),
  };
}

/** Images that a job asks for. */
export function imagesOf({ request }: Pick<Job, "request">): number {
  return request.count ?? 1;
}

function isSame(known: Job, job: CheckedJob): boolean {
  return known.client === job.client && canonical(known.request) === canonical(job.request);
}

/** JSON with its fields in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

function count(ledger: Ledger, before: Job | undefined, after: Job): Ledger {
  const { client, model, order, spent } = after;
  const lane = ledger.lanes.find((each) => each.client === client && each.model === model);
  const counts = { ...lane?.counts };
  if (before) counts[before.state] = (counts[before.state] ?? 0) - 1;
  counts[after.state] = (counts[after.state] ?? 0) + 1;
  return {
    last: Math.max(ledger.last, order),
    spent: add(add(ledger.spent, before?.spent ?? {}, -1), spent),
    lanes: [...ledger.lanes.filter((each) => each !== lane), { client, model, counts }],
  };
}

/**
 * The first job that the budget allows. A job that it does not allow holds back those after it that cost the same
 * currency: they would spend what it waits for.
 */
function affordable<Choice extends { readonly job: Job }>(
  choices: readonly Choice[],
  spent: Amounts,
  budget: Amounts,
): Choice | undefined {
  const held = new Set<string>();
  return choices.find(({ job }) => {
    // A job that may have been billed is in `spent` already, and its repeat is billed once.
    const passed = exceeded(add(spent, job.spent, -1), job.price, budget);
    for (const currency of passed) held.add(currency);
    const isHeld = Object.entries(job.price).some(([currency, amount]) => amount > 0 && held.has(currency));
    return !isHeld && isLimited(job.price, budget);
  });
}

/** Whether a submission of a queued job may have reached its provider: it is repeated under its idempotency key. */
export function mayBeBilled({ spent }: Job): boolean {
  return Object.values(spent).some((amount) => amount > 0);
}

function submissionsOf({ lanes }: Ledger, client: string): number {
  const own = lanes.filter((lane) => lane.client === client);
  return sum(underWay.map((state) => countOf(own, state)));
}

function countOf(lanes: Ledger["lanes"], state: JobState): number {
  return sum(lanes.map(({ counts }) => counts[state] ?? 0));
}

const nameOf = ({ client, model }: Lane): `lane ${string}` => `lane ${client} ${model}`;

async function readLane(transaction: Transaction, lane: Lane, now: number): Promise<LaneState> {
  const { arrival = 0, until = 0 } = (await transaction.read(nameOf(lane))) ?? {};
  // After a clock that was set back, `until` would lie far ahead.
  return { arrival, until: until > now + longestPause ? 0 : until };
}

async function readLedger(transaction: Transaction): Promise<Ledger> {
  return (await transaction.read("ledger")) ?? { last: 0, spent: {}, lanes: [] };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
