import type { GeneratedImage } from "@seedream-clients/core";

/** Code of a {@link JobsError}. */
export type JobsErrorCode =
  /** A job or an option breaks a rule. Nothing was added. */
  | "invalid"
  /** The key belongs to another request, or to a job that was erased. Nothing was added. */
  | "conflict"
  /** Jobs were added after the last one that the caller named in `after`. Nothing was added. */
  | "outdated"
  /** No job has the key, its state does not allow the operation, or the jobs run already. */
  | "state"
  /** Another process has the journal open. */
  | "locked"
  /** The file is not a journal or cannot be locked, or the journal is of a newer version. */
  | "unreadable"
  /** The journal cannot be written: the disk is full, its file was removed, or its database fails or refuses. */
  | "unwritable"
  /**
   * The journal cannot be written, although images or tasks have arrived that are paid for. The message has their
   * links, and the places where inline images were saved.
   */
  | "unrecorded";

/** An error of this package, as opposed to one of a client. */
export class JobsError extends Error {
  override readonly name = "JobsError";
  readonly code: JobsErrorCode;
  /** Paid images that the journal could not record, of an `"unrecorded"` error. Inline images may be nowhere else. */
  readonly images: readonly GeneratedImage[];

  constructor(message: string, code: JobsErrorCode, cause?: unknown, images: readonly GeneratedImage[] = []) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.images = images;
  }

  /** Whether a value is a `JobsError`, even from another copy of the package: Next has one in each bundle. */
  static isInstance(value: unknown): value is JobsError {
    return value instanceof Error && value.name === "JobsError";
  }
}

/** Another worker has taken over the job, so this worker must leave it alone. */
export class TakenOverError extends Error {
  override readonly name = "TakenOverError";
}

/** Returns the message of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
