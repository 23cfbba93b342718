import { AbortedError, SeedreamError } from "@seedream-clients/core";
import type { Job, Json } from "./job.ts";

/** Lists links and Base64 of images that the journal has. Called only for an error that has a response. */
export type Kept = () => readonly string[];

const nothing: Kept = () => [];

/** Matches a link, or a file in Base64, in JSON. */
const file = /https?:|[\w+/]{200}/i;

/**
 * Converts an error to JSON: a client's with all its facts, any other with name and message. If a charge is possible,
 * `raw` has the provider's response: it may hold a paid image that the client did not recognise.
 */
export function toJson(error: unknown, kept: Kept = nothing): Json {
  if (!SeedreamError.isInstance(error)) {
    return error instanceof Error ? { name: error.name, message: error.message } : String(error);
  }
  const facts: Json = JSON.parse(JSON.stringify(error));
  if (error.charged === "no" || error.raw === undefined) return facts;
  return { ...Object(facts), raw: withoutKept(error.raw, kept) };
}

function withoutKept(raw: unknown, kept: Kept): Json {
  const images = kept();
  const isKept = (value: unknown) => typeof value === "string" && images.some((image) => value.endsWith(image));
  return JSON.parse(JSON.stringify(raw, (_, value: unknown) => (isKept(value) ? undefined : value)) ?? "null");
}

/** Creates the error of an image that cannot be decoded. It keeps the response, from which others may decode it. */
export function damage(raw: unknown, kept: Kept): Json {
  const message = "An image cannot be decoded; raw has the response as it came";
  return { name: "Damaged", code: "damaged", message, raw: withoutKept(raw, kept) };
}

/** Finds the links in a response that the client could not read. */
export function linksIn(raw: unknown): readonly string[] {
  return (JSON.stringify(raw) ?? "").match(/https?:[^\s"\\<>]+/gi) ?? [];
}

/** Whether an error may have the only copy of an image. */
export function hasFile(error: Json): boolean {
  const { raw } = Object(error);
  return raw !== undefined && file.test(JSON.stringify(raw));
}

/** Creates the error of a submission that was cut off, although no person cancelled it. */
export function interruption(message: string): Json {
  return { name: "Interrupted", code: "interrupted", message };
}

export function isInterruption(error: Json): boolean {
  return Object(error).name === "Interrupted";
}

/**
 * Replaces the earlier refusals of a job by the newest one. Errors with a file stay. Interruptions stay and come last,
 * because the last error tells how the submission ended.
 */
export function refusalsOf({ errors }: Job, error: unknown): readonly Json[] {
  return [...errors.filter(hasFile), toJson(error), ...errors.filter(isInterruption)];
}

/**
 * Adds the end of a submission to the errors of its job, as `error`. An abort without a cancellation becomes an
 * interruption: all jobs were stopped. An abort adds nothing if the errors have the reason of the cancellation.
 */
export function endedBy(job: Job, error: unknown, kept: Kept = nothing): readonly Json[] {
  const isKnown = job.cancelledAt === undefined || job.errors.some(isInterruption);
  if (!AbortedError.isInstance(error) || !isKnown) return [...job.errors, toJson(error, kept)];
  const known = withFile(job, error, kept);
  if (job.cancelledAt !== undefined) return known;
  return [...known, interruption("The jobs were stopped while the submission was out")];
}

/** Adds an error to those of a job only if it may have an image. Otherwise it says nothing new. */
export function withFile({ errors }: Job, error: unknown, kept: Kept = nothing): readonly Json[] {
  const known = toJson(error, kept);
  return hasFile(known) ? [known, ...errors] : errors;
}

/** Leaves out the error that postponed a job, which is the last one. A job without attempts was not postponed. */
export function withoutDelay({ attempts, errors }: Job): readonly Json[] {
  return attempts > 0 ? errors.slice(0, -1) : errors;
}
