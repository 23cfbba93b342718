import { type Job, mayBeBilled } from "@seedream-clients/jobs";

/** Whether a job can go on without a second charge. An unknown job can if its provider has idempotency keys. */
export function canRetry(job: Job): boolean {
  const { state, client, task, images } = job;
  if (state === "unknown") return client === "apimart";
  const isKept = state === "cancelled" && (task !== undefined || images.length > 0);
  return isKept || !mayBeBilled(job);
}
