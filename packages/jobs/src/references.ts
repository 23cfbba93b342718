import type { Job } from "./job.ts";

/** A job in two columns of a database. The references can have megabytes, which most reads do without. */
export interface JobColumns {
  /** The job without its references, as JSON. */
  readonly job: string;
  /** `request.images` as JSON, if the request has any. */
  readonly images: string | null;
}

/** Leaves out the references of a job. */
export function withoutReferences({ request: { images: _, ...request }, ...job }: Job): Job {
  return { ...job, request };
}

export function toColumns(job: Job): JobColumns {
  const { images } = job.request;
  return {
    job: JSON.stringify(withoutReferences(job)),
    images: images === undefined ? null : JSON.stringify(images),
  };
}

/** Reads a job from a row. Returns it without references if the row lacks them. */
export function fromColumns(row: Readonly<Record<string, unknown>> | undefined): Job | undefined {
  if (typeof row?.job !== "string") return undefined;
  const job: Job = JSON.parse(row.job);
  return typeof row.images === "string" ? { ...job, request: { ...job.request, images: JSON.parse(row.images) } } : job;
}

/** Columns to read for a job. */
export const columnsOf = (isBrief = false) => (isBrief ? "job" : "job, images");
