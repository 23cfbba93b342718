import type { Clock } from "@seedream-clients/core";
import { add, exceeded, isLimited } from "./amounts.ts";
import { cancelEarly, earlyCancellations } from "./early-cancellations.ts";
import { adopt, type Change, free, type Interrupt, leave, renewLease } from "./handover.ts";
import { inPortions } from "./in-portions.ts";
import { type Amounts, ended, inHand, type Job, type JobCost, type JobState, jobStates, mayBeBilled } from "./job.ts";
import { JobsError, TakenOverError } from "./jobs-error.ts";
import { count, countOf, handsOf, othersAlive, readLedger, submissionsOf } from "./ledger.ts";
import { type Operation, requireState } from "./operations.ts";
import { admit, type Rate } from "./rate.ts";
import { withoutReferences } from "./references.ts";
import type { JobStore, Lane, LaneState, Reads, Transaction } from "./store.ts";

/** Limits of a lane. */
export interface LaneLimits {
  readonly rate?: Rate | undefined;
  /** Most submissions under way at once, of all models of the client. */
  readonly concurrency: number;
}

/** Result of a claim: a job to submit, or the reason why there is none. */
export type Claim =
  | { readonly type: "job"; readonly job: Job }
  /** No job before `at`, in ms since 1970; without `at`, none before a submission ends. */
  | { readonly type: "wait"; readonly at?: number }
  /** Every job that could go out would exceed the budget. */
  | { readonly type: "budget" }
  /** So many images wait to be saved that no more are paid for. */
  | { readonly type: "unsaved" }
  | { readonly type: "empty" };

/** A job that was checked, with facts that the journal cannot work out: model, price and warnings. */
export type CheckedJob = Pick<
  Job,
  "key" | "client" | "model" | "request" | "priority" | "retryFor" | "price" | "warnings"
>;

/** Number of jobs in each state, and amounts that count against the budget. */
export interface Totals {
  readonly states: Readonly<Partial<Record<JobState, number>>>;
  readonly spent: Amounts;
}

/** Costs of jobs, for limits of your own. */
export interface Costs {
  /** `order` of the last job of the journal; 0 without one. */
  readonly last: number;
  /** In any order. */
  readonly jobs: readonly JobCost[];
}

/** Options of `Jobs.get()`. */
export interface GetOptions {
  /** Whether the job has its references, `request.images`. They can have megabytes, so leave them out to poll. Default: `true`. */
  readonly references?: boolean | undefined;
}

/** Longest pause that a provider may ask for, in ms. */
export const longestPause = 3_600_000;

/** Most jobs with unsaved images. Links expire, so that further images might be paid for and lost. */
const mostUnsaved = 64;

/** How often a worker that waits for others looks at the journal, in ms. */
const lookInterval = 5_000;

/** How long a provider is assumed to recognise an idempotency key, in ms. No provider documents it. */
const keyLifetime = 24 * 3_600_000;

/** Returns the changes of a job. `now` is the time of the store. */
export type Patch = (job: Job, now: number) => Partial<Job>;

type Further = (transaction: Transaction, job: Job) => Promise<void>;

/** The rules of a journal, which are the same for every store. */
export interface Journal {
  /** Time of the store, which all workers share, in ms since 1970. */
  now(): number;
  /**
   * Adds jobs, all or none. A job with a known key stays as it is.
   *
   * @param after `order` of the last job that may be there; `undefined` for any.
   * @throws {JobsError} `"outdated"` when there are later ones.
   */
  insert(jobs: readonly CheckedJob[], after?: number): Promise<{ readonly added: number; readonly known: number }>;
  /**
   * Takes the next job that limits and budget allow, and commits that it is being submitted. From then on, it is sent
   * again only under its idempotency key or if the provider provably did not accept it.
   *
   * @param limitsOf Returns `undefined` for a lane whose jobs cannot be performed.
   * @param isCounted Whether the price of a job covers its highest cost. Under a budget, no other job goes out.
   */
  claim(
    limitsOf: (lane: Lane) => LaneLimits | undefined,
    budget: Amounts,
    isCounted: (job: Job) => boolean,
  ): Promise<Claim>;
  /**
   * Applies a person's operation to a job.
   *
   * @throws {JobsError} `"state"` when the job does not exist or its state does not allow the operation.
   */
  update(operation: Operation, key: string, patch: Patch, more?: Further): Promise<Job>;
  /** Cancels a job that the journal does not have yet: for ten minutes, `insert()` adds it as cancelled. */
  cancelEarly(key: string): Promise<void>;
  /**
   * Changes a job that this worker has in hand.
   *
   * @param more Further changes of the same transaction.
   * @throws {TakenOverError} when another worker has taken it over.
   */
  advance(job: Job, patch: Patch, more?: Further): Promise<Job>;
  /**
   * Records the outcome of a submission, which may be paid for. A job that was taken over accepts it too, as long as
   * its submission is the same. If `patch` then sets a state, this worker has the job in hand again.
   *
   * @param patch Returns `undefined` if a job that was taken over needs no change.
   * @throws {TakenOverError} when `patch` returns `undefined`, or the job was erased.
   * @throws {JobsError} `"state"` when the job has another submission by now.
   */
  arrive(
    job: Job,
    patch: (job: Job, now: number, isLate: boolean) => Partial<Job> | undefined,
    more?: Further,
  ): Promise<Job>;
  /** Whether no other worker can have taken over a job. `job` must be the object that `claim()` returned. */
  isHeld(job: Job): boolean;
  /** Renews the lease of this worker, and frees the jobs of workers whose lease has ended. */
  renewLease(interrupt: Interrupt): Promise<void>;
  /** Frees all jobs of a journal that no other worker has open. */
  recover(interrupt: Interrupt): Promise<void>;
  /** Frees the jobs of this worker whose outcome it could not record. Call it while this worker performs no jobs. */
  recoverOwn(interrupt: Interrupt): Promise<void>;
  /** Returns the cancelled jobs among `keys`, maybe without their references. */
  cancelledOf(keys: readonly string[]): Promise<readonly Job[]>;
  /** Takes up the wanted jobs that wait for their task or for saving, and that no other worker has in hand. */
  adopt(isWanted: (job: Job) => boolean): Promise<Job[]>;
  /** Leaves a job to other workers. */
  release(job: Job): Promise<void>;
  /** Ends the lease of this worker, and leaves its jobs to the others. */
  leave(): Promise<void>;
  /** Pauses the submissions of a lane for all workers, for at most an hour. */
  pause(lane: Lane, ms: number): Promise<void>;
  find(key: string, options?: GetOptions): Promise<Job | undefined>;
  /** Finds a job if this worker still has it in hand. */
  findOwn(key: string): Promise<Job | undefined>;
  readFile(name: string): Promise<Uint8Array | undefined>;
  /** Yields the jobs after a place in the order of adding. Reads them in portions. */
  list(states: readonly JobState[], after?: number): AsyncGenerator<Job, void>;
  costs(since: number, after?: number): Promise<Costs>;
  totals(): Promise<Totals>;
}

/** Creates the journal of a worker. Calls `onChange` after each committed change. */
export function createJournal(store: JobStore, clock: Clock, worker: string, onChange: (job: Job) => void): Journal {
  const { lease } = store.sharing ?? {};
  /** How far the clock of the store is ahead of that of the process, in ms. */
  let ahead = 0;
  /** Until when other workers leave the jobs of this one alone. */
  let heldUntil = Number.POSITIVE_INFINITY;
  /** Jobs claimed since the lease last ended, by identity. Other workers may have taken over earlier ones. */
  let claimed = new WeakSet<Job>();

  /** Runs a transaction that keeps the ledger up to date. Calls `onChange` once its changes are committed. */
  async function change<T>(work: (change: Change) => Promise<T>): Promise<T> {
    const changed: Job[] = [];
    const result = await store.transaction(async (transaction) => {
      changed.length = 0;
      const now = timeOf(transaction);
      const before = await readLedger(transaction);
      let ledger = before;
      const value = await work({
        transaction,
        now,
        ledger: () => ledger,
        setLeases(leases) {
          ledger = { ...ledger, leases };
        },
        async put(job, known) {
          const heeded = job.cancelledAt === undefined ? job : { ...job, state: stateOfCancelled(job) };
          const after: Job = {
            ...heeded,
            owner: inHand.includes(heeded.state) ? heeded.owner : undefined,
            endedAt: endOf(heeded, known, now),
          };
          ledger = count(ledger, known, after);
          changed.push(after);
          await transaction.put(after);
          return after;
        },
      });
      if (ledger !== before) await transaction.write("ledger", ledger);
      const { held, free: unowned } = handsOf(ledger);
      const isNews = changed.length > 0 && (held === 0 || unowned > 0 || countOf(ledger.lanes, "queued") > 0);
      if (isNews && othersAlive(ledger, worker, now).length > 0) await transaction.wake?.();
      return value;
    });
    for (const job of changed) onChange(job);
    return result;
  }

  function read<T>(work: (reads: Reads) => Promise<T>): Promise<T> {
    return store.read ? store.read(work) : store.transaction(work);
  }

  function timeOf({ now = clock.now() }: Transaction): number {
    ahead = now - clock.now();
    return now;
  }

  /** Remembers that the lease was renewed at `now`. */
  function rememberLease(now: number): void {
    if (lease === undefined) return;
    if (now > heldUntil) claimed = new WeakSet();
    heldUntil = now + lease;
  }

  async function find({ transaction }: Change, key: string): Promise<Job> {
    const job = await transaction.find(key);
    if (job) return job;
    throw new JobsError(`There is no job ${JSON.stringify(key)} in this journal; check its key`, "state");
  }

  /** Whether a job is as this worker left it. Another worker may have freed it, and this one sent it again since. */
  const isMine = (current: Job, job: Job) =>
    current.owner === worker &&
    current.state === job.state &&
    current.submission === job.submission &&
    current.attempts === job.attempts;

  return {
    now: () => clock.now() + ahead,

    update: (operation, key, patch, more = async () => {}) =>
      change(async (changing) => {
        const job = await find(changing, key);
        requireState(operation, job);
        const after = await changing.put({ ...job, updatedAt: changing.now, ...patch(job, changing.now) }, job);
        await more(changing.transaction, job);
        return after;
      }),

    cancelEarly: (key) => store.transaction((transaction) => cancelEarly(transaction, key, timeOf(transaction))),

    advance: (job, patch, more = async () => {}) =>
      change(async (changing) => {
        const current = await find(changing, job.key);
        if (!isMine(current, job)) throw new TakenOverError(takenOver(job));
        const patched: Job = { ...current, updatedAt: changing.now, ...patch(current, changing.now) };
        const after = await changing.put(patched, current);
        await more(changing.transaction, after);
        return after;
      }),

    arrive: (job, patch, more = async () => {}) =>
      change(async (changing) => {
        const current = await find(changing, job.key);
        const isLate = !isMine(current, job);
        if (current.submission !== job.submission) {
          throw new JobsError(`the job was queued again and is ${current.state}`, "state");
        }
        const patched = current.isErased ? undefined : patch(current, changing.now, isLate);
        if (!patched) throw new TakenOverError(takenOver(job));
        // A stream that goes on sets no state. Its images are left to any worker.
        const late = { state: "saving", attempts: 0, owner: patched.state ? worker : undefined } as const;
        const after = await changing.put(
          { ...current, updatedAt: changing.now, ...(isLate && late), ...patched },
          current,
        );
        await more(changing.transaction, after);
        return after;
      }),

    isHeld: (job) => clock.now() + ahead <= heldUntil && claimed.has(job),

    async renewLease(interrupt) {
      const now = await change(async (changing) => {
        await renewLease(changing, worker, lease ?? 0, interrupt);
        return changing.now;
      });
      rememberLease(now);
    },

    recoverOwn: (interrupt) =>
      change(async (changing) => {
        if (changing.ledger().inHand?.[worker]) await free(changing, interrupt, (owner) => owner === worker);
      }),

    recover: (interrupt) => change((changing) => free(changing, interrupt, () => true)),

    cancelledOf: (keys) =>
      read(async (reads) => {
        const jobs = await reads.findAll(keys, true);
        return jobs.filter(({ cancelledAt }) => cancelledAt !== undefined);
      }),

    adopt: (isWanted) => change((changing) => adopt(changing, worker, isWanted)),

    release: (job) =>
      change(async (changing) => {
        const current = await find(changing, job.key);
        if (isMine(current, job)) await changing.put({ ...current, owner: undefined }, current);
      }),

    leave: () => change((changing) => leave(changing, worker)),

    insert: (jobs, after) =>
      change(async ({ transaction, now, ledger, put }) => {
        const first = ledger().last;
        let last = first;
        const known = new Map<string, CheckedJob>();
        const found = await transaction.findAll(jobs.map(({ key }) => key));
        refuseErased(found.filter(({ isErased }) => isErased).toSorted((a, b) => a.order - b.order));
        for (const job of found) known.set(job.key, job);
        const cancelled = new Map((await earlyCancellations(transaction, now)).map(({ key, at }) => [key, at]));
        for (const job of jobs) {
          const before = known.get(job.key);
          if (before && !isSame(before, job)) {
            const message = `Job ${JSON.stringify(job.key)} exists with another request; use another key for this one`;
            throw new JobsError(message, "conflict");
          }
          if (before) continue;
          if (after !== undefined && first > after) {
            const message = `Jobs were added after the one of order ${after}, up to ${first}; read them with costs() or list(), and decide again`;
            throw new JobsError(message, "outdated");
          }
          last += 1;
          known.set(job.key, job);
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
            cancelledAt: cancelled.get(job.key),
          });
        }
        return { added: last - first, known: jobs.length - (last - first) };
      }),

    async claim(limitsOf, budget, isCounted) {
      const claim = await change(async (changing): Promise<Claim> => {
        const { transaction, now, put } = changing;
        const ledger = changing.ledger();
        /** Whether other live workers have jobs in hand, which may end, or be left to this worker. */
        const isShared = othersAlive(ledger, worker, now).some((other) => (ledger.inHand?.[other] ?? 0) > 0);
        const later: Claim = { type: "wait", at: now + lookInterval };
        if (countOf(ledger.lanes, "saving") >= mostUnsaved) return isShared ? later : { type: "unsaved" };
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
        const choice = affordable(choices, ledger.spent, budget, isCounted);
        if (!choice) {
          if (isShared) return { type: "wait", at: Math.min(at, now + lookInterval) };
          if (Number.isFinite(at)) return { type: "wait", at };
          if (choices.length > 0) return { type: "budget" };
          return isBusy ? { type: "wait" } : { type: "empty" };
        }
        const { job, lane, state } = choice;
        if (mayBeBilled(job) && !isKeyValid(job, now)) {
          await put({ ...job, state: "unknown", updatedAt: now }, job);
          return { type: "wait", at: now };
        }
        if (lease !== undefined) changing.setLeases({ ...ledger.leases, [worker]: now + lease });
        const submitting: Job = {
          ...job,
          state: "submitting",
          owner: worker,
          // All repeats have this id: where the provider has idempotency keys, they are one submission.
          submission: job.submission ?? crypto.randomUUID(),
          submittedAt: mayBeBilled(job) ? job.submittedAt : now,
          isRepeat: mayBeBilled(job) ? true : undefined,
          // The task of an earlier submission does not belong to this one.
          task: undefined,
          attempts: job.attempts + 1,
          spent: job.price,
          updatedAt: now,
        };
        await transaction.write(nameOf(lane), state);
        return { type: "job", job: await put(submitting, job) };
      });
      if (claim.type !== "job") return claim;
      rememberLease(claim.job.updatedAt);
      claimed.add(claim.job);
      return claim;
    },

    pause: (lane, ms) =>
      store.transaction(async (transaction) => {
        const now = timeOf(transaction);
        const state = await readLane(transaction, lane, now);
        const until = Math.max(state.until, now + Math.min(ms, longestPause));
        await transaction.write(nameOf(lane), { ...state, until });
      }),

    find: (key, { references = true } = {}) =>
      read(async (reads) => {
        const job = await reads.find(key, !references);
        return job && !references ? withoutReferences(job) : job;
      }),

    findOwn: (key) =>
      read(async (reads) => {
        const job = await reads.find(key);
        return job?.owner === worker ? job : undefined;
      }),

    readFile: (name) => read(async (reads) => reads.readFile(name)),

    list: (states, first) =>
      inPortions((after, limit) => read(async (reads) => reads.list(states, after, limit)), first),

    // A transaction, because `last` must be the last of the jobs whose costs are counted.
    costs: (since, after = 0) =>
      store.transaction(async (transaction) => ({
        last: (await readLedger(transaction)).last,
        jobs: await transaction.costs(since, after),
      })),

    totals: () =>
      read(async (reads) => {
        const { lanes, spent } = await readLedger(reads);
        const states: Partial<Record<JobState, number>> = {};
        for (const state of jobStates) states[state] = countOf(lanes, state);
        return { states, spent };
      }),
  };
}

/** Returns `endedAt` of a job: `now` if this change ended it at the provider, otherwise the time from `before`. */
function endOf({ state }: Job, before: Job | undefined, now: number): number | undefined {
  if (!ended.includes(state)) return undefined;
  return before && ended.includes(before.state) ? before.endedAt : now;
}

/** Most images that a job makes, including layers. */
export function imagesOf({ price }: Pick<Job, "price">): number {
  return price.images ?? 1;
}

/** Most keys that one error names. */
const mostNamed = 5;

/**
 * Refuses keys of erased jobs, which have no request to compare. A digest of it would let readers try out prompts.
 *
 * @throws {JobsError} `"conflict"` when there is such a job.
 */
function refuseErased(erased: readonly Job[]): void {
  if (erased.length === 0) return;
  const names = erased.slice(0, mostNamed).map(({ key }) => JSON.stringify(key));
  const more = erased.length > mostNamed ? ` and ${erased.length - mostNamed} more` : "";
  const what = erased.length === 1 ? `Job ${names} was` : `Jobs ${names.join(", ")}${more} were`;
  const rule = "an erased key stays taken, so that no request is paid for twice";
  throw new JobsError(`${what} erased; ${rule}; leave the job out, or add it under another key`, "conflict");
}

function isSame(known: CheckedJob, job: CheckedJob): boolean {
  return known.client === job.client && canonical(known.request) === canonical(job.request);
}

/** Serialises a value as JSON with its fields in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

/**
 * Finds the first job that the budget allows. A job that exceeds the budget holds back later jobs in the same currency,
 * because they would spend the amount that it waits for.
 */
function affordable<Choice extends { readonly job: Job }>(
  choices: readonly Choice[],
  spent: Amounts,
  budget: Amounts,
  isCounted: (job: Job) => boolean,
): Choice | undefined {
  const held = new Set<string>();
  return choices.find(({ job }) => {
    // The job may have been added before there was a budget. A job that was sent already is repeated, and billed once.
    if (Object.keys(budget).length > 0 && !isCounted(job) && !mayBeBilled(job)) return false;
    // A job that may have been billed is in `spent` already, and its repeat is billed once.
    const passed = exceeded(add(spent, job.spent, -1), job.price, budget);
    for (const currency of passed) held.add(currency);
    const isHeld = Object.entries(job.price).some(([currency, amount]) => amount > 0 && held.has(currency));
    return !isHeld && isLimited(job.price, budget);
  });
}

const takenOver = ({ key }: Job) => `Another worker has taken over job ${JSON.stringify(key)}`;

/** Corrections of a clock are smaller than this, in ms. */
const clockSlack = 60_000;

/** Whether the provider still recognises the idempotency key of a job, so that a repeat is billed once. */
export function isKeyValid({ submittedAt = 0 }: Job, now: number): boolean {
  const age = now - submittedAt;
  // If the clock was set back, the age of the key is unknown.
  return age >= -clockSlack && age <= keyLifetime;
}

/** Returns the state of a cancelled job: nothing is sent or waited for again, but images that arrived are saved. */
function stateOfCancelled(job: Job): JobState {
  if (job.state === "waiting") return "cancelled";
  if (job.state === "queued") return mayBeBilled(job) ? "unknown" : "cancelled";
  return job.state;
}

const nameOf = ({ client, model }: Lane): `lane ${string}` => `lane ${client} ${model}`;

async function readLane(transaction: Transaction, lane: Lane, now: number): Promise<LaneState> {
  const { arrival = 0, until = 0 } = (await transaction.read(nameOf(lane))) ?? {};
  // If the clock was set back, `until` would lie far ahead.
  return { arrival, until: until > now + longestPause ? 0 : until };
}
