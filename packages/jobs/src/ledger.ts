import { add } from "./amounts.ts";
import { inHand, type Job, type JobState, underWay } from "./job.ts";
import type { Ledger, Reads } from "./store.ts";

/** Reads the totals, which are empty before the first job. */
export async function readLedger(reads: Reads): Promise<Ledger> {
  return (await reads.read("ledger")) ?? { last: 0, spent: {}, lanes: [] };
}

/** Counts a job that was added or changed. */
export function count(ledger: Ledger, before: Job | undefined, after: Job): Ledger {
  const { client, model, order, spent } = after;
  const lane = ledger.lanes.find((each) => each.client === client && each.model === model);
  const counts = { ...lane?.counts };
  if (before) counts[before.state] = (counts[before.state] ?? 0) - 1;
  counts[after.state] = (counts[after.state] ?? 0) + 1;
  return {
    ...ledger,
    last: Math.max(ledger.last, order),
    spent: add(add(ledger.spent, before?.spent ?? {}, -1), spent),
    lanes: [...ledger.lanes.filter((each) => each !== lane), { client, model, counts }],
    inHand: changeHands(ledger, before?.owner, after.owner),
  };
}

function changeHands(ledger: Ledger, from: string | undefined, to: string | undefined): Ledger["inHand"] {
  if (from === to) return ledger.inHand;
  const counts: Record<string, number> = { ...ledger.inHand };
  if (to !== undefined) counts[to] = (counts[to] ?? 0) + 1;
  if (from === undefined) return counts;
  const { [from]: left = 0, ...others } = counts;
  return left > 1 ? { ...others, [from]: left - 1 } : others;
}

/** Counts the jobs in a state. */
export function countOf(lanes: Ledger["lanes"], state: JobState): number {
  return sum(lanes.map(({ counts }) => counts[state] ?? 0));
}

/** Counts the submissions of a client that are under way. */
export function submissionsOf({ lanes }: Ledger, client: string): number {
  const own = lanes.filter((lane) => lane.client === client);
  return sum(underWay.map((state) => countOf(own, state)));
}

/** Counts the jobs that need a worker (`held`), and those of them without one (`free`). */
export function handsOf({ lanes, inHand: counts = {} }: Ledger): { readonly held: number; readonly free: number } {
  const held = sum(inHand.map((state) => countOf(lanes, state)));
  return { held, free: held - sum(Object.values(counts)) };
}

/** Returns the workers other than `worker` whose lease has not ended. */
export function othersAlive({ leases = {} }: Ledger, worker: string, now: number): string[] {
  return Object.keys(leases).filter((other) => other !== worker && (leases[other] ?? 0) > now);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
