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
  /** The file is no journal, or that of a newer version. */
  | "unreadable"
  /** The journal cannot be written: the disk is full, its file was removed, or its database is away or refuses. */
  | "unwritable"
  /** The journal cannot be written, and images or tasks have arrived that are paid for: the message has their links. */
  | "unrecorded";

/** An error of jobs, as opposed to one of a client. */
export class JobsError extends Error {
  override readonly name = "JobsError";
  readonly code: JobsErrorCode;

  constructor(message: string, code: JobsErrorCode, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
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
