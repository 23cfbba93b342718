import type { EarlyCancellation, Transaction } from "./store.ts";

/** Longest time between a cancellation and the adding of its job, in ms. It allows for a slow upload. */
const longestUpload = 600_000;

/** Most cancellations that are kept, so that keys of jobs that never come cannot fill the journal. */
const mostKept = 1_000;

/** Remembers the cancellation of a job, unless the journal has the job. */
export async function cancelEarly(transaction: Transaction, key: string, now: number): Promise<void> {
  if (await transaction.find(key, true)) return;
  const others = (await earlyCancellations(transaction, now)).filter((each) => each.key !== key);
  await transaction.write("cancelled", [...others, { key, at: now }].slice(-mostKept));
}

/** Returns the cancellations that still apply to a job that is added now. */
export async function earlyCancellations(transaction: Transaction, now: number): Promise<readonly EarlyCancellation[]> {
  const kept = (await transaction.read("cancelled")) ?? [];
  // If the clock was set back, cancellations would lie ahead, and stay for longer.
  return kept.filter(({ at }) => Math.abs(now - at) < longestUpload);
}
