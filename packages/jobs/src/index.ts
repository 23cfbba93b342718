export type { ImagePrice } from "./check.ts";
export {
  type Amounts,
  type Job,
  type JobCost,
  type JobImage,
  type JobRequest,
  type JobState,
  type Json,
  lacksImages,
  mayBeBilled,
  type NewJob,
} from "./job.ts";
export { JobsError, type JobsErrorCode } from "./jobs-error.ts";
export type { Costs, GetOptions, Totals } from "./journal.ts";
export { memoryStore } from "./memory-store.ts";
export {
  type AddOptions,
  type ClientLimits,
  type Finding,
  type Jobs,
  type JobsOptions,
  openJobs,
  type RunSummary,
} from "./open-jobs.ts";
export type { SaveImage } from "./performer.ts";
export type { Rate } from "./rate.ts";
export { type JobsReader, readJobs } from "./read-jobs.ts";
export type {
  EarlyCancellation,
  JobStore,
  JournalValues,
  Lane,
  LaneState,
  Ledger,
  Reads,
  Sharing,
  Transaction,
} from "./store.ts";
