import { AbortedError, SeedreamError } from "@seedream-clients/core";
import type { Job, Json } from "./job.ts";

/** Lists links and Base64 of images that the journal has anyway: asked for only where an error has a response. */
export type Kept = () => readonly string[];

const nothing: Kept = () => [];

/** A link, or a file in Base64, as JSON. */
const file = /https?:|[\w+/]{200}/i;

/**
 * An error as JSON: the facts of a client's, the name and message of another. One that leaves open what was made has the
 * provider's response too: a paid image may be in it under a name that the client does not recognise, and nowhere else.
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

/** The error of a response with an image that cannot be decoded: it may be an image to somebody else. */
export function damage(raw: unknown, kept: Kept): Json {
  const message = "An image cannot be decoded; raw has the response as it came";
  return { name: "Damaged", code: "damaged", message, raw: withoutKept(raw, kept) };
}

/** The links of a response that could not be read. */
export function linksIn(raw: unknown): readonly string[] {
  return (JSON.stringify(raw) ?? "").match(/https?:[^\s"\\<>]+/gi) ?? [];
}

/** Whether an error may have the only copy of an image. */
export function hasFile(error: Json): boolean {
  const { raw } = Object(error);
  return raw !== undefined && file.test(JSON.stringify(raw));
}

/** The error of a submission that nobody cancelled, and whose end was not awaited. */
export function interruption(message: string): Json {
  return { name: "Interrupted", code: "interrupted", message };
}

export function isInterruption(error: Json): boolean {
  return Object(error).name === "Interrupted";
}

/**
 * The newest refusal in place of those before, except for one that may have an image, and why the job was cancelled
 * meanwhile, if an application said so. The last one is what ended the submission.
 */
export function refusalsOf({ errors }: Job, error: unknown): readonly Json[] {
  return [...errors.filter(hasFile), toJson(error), ...errors.filter(isInterruption)];
}

/**
 * The errors of a job and why its submission ended: its error; or, of one that was aborted, that a person did it, for a
 * reason that may be known already, or that all jobs were stopped.
 */
export function endedBy(job: Job, error: unknown, kept: Kept = nothing): readonly Json[] {
  const isKnown = job.cancelledAt === undefined || job.errors.some(isInterruption);
  if (!AbortedError.isInstance(error) || !isKnown) return [...job.errors, toJson(error, kept)];
  const known = withFile(job, error, kept);
  if (job.cancelledAt !== undefined) return known;
  return [...known, interruption("The jobs were stopped while the submission was out")];
}

/** The errors of a job, and one that says nothing new unless it has a file. */
export function withFile({ errors }: Job, error: unknown, kept: Kept = nothing): readonly Json[] {
  const known = toJson(error, kept);
  return hasFile(known) ? [known, ...errors] : errors;
}

/** The errors of a job without that which postponed its saving: the last one, once it was tried. */
export function withoutDelay({ attempts, errors }: Job): readonly Json[] {
  return attempts > 0 ? errors.slice(0, -1) : errors;
}
