export { type JobRunsOptions, jobRuns } from "./job-runs.ts";
