import type { GeneratedImage } from "@seedream-clients/core";

/** What a {@link JobsError} is about. */
export type JobsErrorCode =
  /** A job or an option breaks a rule. Nothing was added. */
  | "invalid"
  /** The key is that of another request, or of a job that was erased. Nothing was added. */
  | "conflict"
  /** Jobs were added since those that the caller decided by were read. Nothing was added. */
  | "outdated"
  /** There is no job with the key, or it is in a state that does not allow it. */
  | "state"
  /** Another process has the journal open. */
  | "locked"
  /** The file is not a journal, or that of a newer version. */
  | "unreadable"
  /** The journal cannot be written: the disk is full, its file was removed, or its database is away or refuses. */
  | "unwritable"
  /**
   * The journal cannot be written, and images or tasks have arrived that are paid for: the message has their links, and
   * says where images were saved that came inline.
   */
  | "unrecorded";

/** An error of jobs, as opposed to one of a client. */
export class JobsError extends Error {
  override readonly name = "JobsError";
  readonly code: JobsErrorCode;
  /** Images that arrived, of an `"unrecorded"` one: they are paid for, and those that came inline may be nowhere else. */
  readonly images: readonly GeneratedImage[];

  constructor(message: string, code: JobsErrorCode, cause?: unknown, images: readonly GeneratedImage[] = []) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.images = images;
  }
}

/** Another worker has the job in hand: the one that throws this leaves it to that one. */
export class TakenOverError extends Error {
  override readonly name = "TakenOverError";
}

/** Returns the message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
