import { inPortions } from "./in-portions.ts";
import { inHand, type Job, type JobState } from "./job.ts";
import { handsOf, othersAlive } from "./ledger.ts";
import type { Ledger, Transaction } from "./store.ts";

/** A transaction of the journal that keeps the totals up to date. */
export interface Change {
  readonly transaction: Transaction;
  /** Time of the store, in ms since 1970. */
  readonly now: number;
  /** Totals at this point of the transaction. */
  readonly ledger: () => Ledger;
  readonly setLeases: (leases: Readonly<Record<string, number>>) => void;
  /** Returns the job as the journal keeps it. */
  readonly put: (job: Job, before?: Job) => Promise<Job>;
}

/** Returns the changes of a job whose worker stopped during its submission; `undefined` if this process cannot tell. */
export type Interrupt = (job: Job) => Partial<Job> | undefined;

/**
 * Renews the lease of a worker, and frees the jobs of workers whose lease has ended. `interrupt` decides about
 * submissions that were out. Any worker may take up tasks, and images to be saved.
 */
export async function renewLease(change: Change, worker: string, lease: number, interrupt: Interrupt): Promise<void> {
  const { now, ledger, setLeases } = change;
  const leases: Record<string, number> = {};
  for (const [other, until] of Object.entries(ledger().leases ?? {})) {
    // If the clock was set back, the end of a lease would lie far ahead.
    if (until > now) leases[other] = Math.min(until, now + lease);
  }
  leases[worker] = now + lease;
  const gone = Object.keys(ledger().inHand ?? {}).filter((owner) => leases[owner] === undefined);
  setLeases(leases);
  if (gone.length > 0) await free(change, interrupt, (owner) => owner !== undefined && gone.includes(owner));
}

/** Frees jobs whose worker is gone. */
export async function free(
  { transaction, now, put }: Change,
  interrupt: Interrupt,
  isGone: (owner: string | undefined) => boolean,
): Promise<void> {
  for await (const job of listWhere(transaction, inHand, ({ owner }) => isGone(owner))) {
    const patch = job.state === "submitting" ? interrupt(job) : {};
    if (patch) await put({ ...job, updatedAt: now, ...patch, owner: undefined }, job);
  }
}

/** Takes up the wanted jobs that wait for their task or for saving, and that no other worker has in hand. */
export async function adopt(change: Change, worker: string, isWanted: (job: Job) => boolean): Promise<Job[]> {
  const adopted: Job[] = [];
  const { held, free: without } = handsOf(change.ledger());
  const own = change.ledger().inHand?.[worker] ?? 0;
  if (held === 0 || without + own === 0) return adopted;
  const isFree = ({ owner }: Job) => owner === undefined || owner === worker;
  const wanted = listWhere(change.transaction, ["waiting", "saving"], (job) => isFree(job) && isWanted(job));
  for await (const job of wanted) {
    const taken = { ...job, owner: worker };
    if (job.owner !== worker) await change.put(taken, job);
    adopted.push(taken);
  }
  return adopted;
}

/** Ends the lease of a worker, and leaves its tasks and images to the other workers. */
export async function leave(change: Change, worker: string): Promise<void> {
  const { [worker]: _, ...leases } = change.ledger().leases ?? {};
  const own = listWhere(change.transaction, ["waiting", "saving"], ({ owner }) => owner === worker);
  for await (const job of own) await change.put({ ...job, owner: undefined }, job);
  change.setLeases(leases);
  if (othersAlive(change.ledger(), worker, change.now).length > 0) await change.transaction.wake?.();
}

/**
 * Yields the wanted jobs in `states`. Reads the references of these alone: each worker looks through the jobs of all
 * others every few seconds, under the lock.
 *
 * @param isWanted Maybe gets the job without its references.
 */
async function* listWhere(
  transaction: Transaction,
  states: readonly JobState[],
  isWanted: (job: Job) => boolean,
): AsyncGenerator<Job, void> {
  const all = inPortions(async (after, limit) => {
    const jobs = await transaction.list(states, after, limit, true);
    const keys = jobs.filter(isWanted).map(({ key }) => key);
    // As usual, when all workers are alive.
    if (keys.length === 0) return jobs;
    const whole = new Map((await transaction.findAll(keys)).map((job) => [job.key, job]));
    return jobs.map((job) => whole.get(job.key) ?? job);
  });
  for await (const job of all) if (isWanted(job)) yield job;
}
