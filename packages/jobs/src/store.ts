import type { Amounts, Job, JobCost, JobState } from "./job.ts";

type Awaitable<T> = T | Promise<T>;

/** A client and a model, whose limits its jobs share. */
export interface Lane {
  readonly client: string;
  readonly model: string;
}

/** State of a lane's limits. */
export interface LaneState {
  /** When the allowance of images is full again, in ms since 1970. */
  readonly arrival: number;
  /** End of a pause without submissions, in ms since 1970. */
  readonly until: number;
}

/** Totals of all jobs. */
export interface Ledger {
  /** `order` of the last job. */
  readonly last: number;
  readonly spent: Amounts;
  /** How many jobs a lane has in each state. */
  readonly lanes: readonly (Lane & { readonly counts: Readonly<Partial<Record<JobState, number>>> })[];
  /** How many jobs each worker has in hand. */
  readonly inHand?: Readonly<Record<string, number>> | undefined;
  /** End of each worker's lease, unless it is renewed, in ms since 1970. */
  readonly leases?: Readonly<Record<string, number>> | undefined;
}

/** Cancellation of a job that is not in the journal yet. */
export interface EarlyCancellation {
  readonly key: string;
  /** In ms since 1970. */
  readonly at: number;
}

/** Values that belong to no job, by name. */
export interface JournalValues {
  readonly ledger: Ledger;
  /** Cancellations of jobs that are not in the journal yet, the oldest first. */
  readonly cancelled: readonly EarlyCancellation[];
  readonly [lane: `lane ${string}`]: LaneState;
}

/**
 * Storage of a journal. The rules of jobs are the same for every store. A store applies each transaction wholly and
 * durably or not at all, and one after the other.
 */
export interface JobStore {
  /** Runs `work`. If `work` throws, nothing is applied. A store that lost its database may run `work` again. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Runs one read of committed data, without waiting for transactions. Default: the read is a transaction. */
  read?<T>(work: (reads: Reads) => Promise<T>): Promise<T>;
  /** Makes transactions that wait for an unreachable database fail. Only where they wait for it. */
  giveUp?(): void;
  /** Whether the journal is lost when its process ends: a job that it lacks may have been in an earlier journal. */
  readonly isVolatile?: true;
  /** Present where processes share the journal. Otherwise one process at a time has it open. */
  readonly sharing?: Sharing;
  close(): Promise<void>;
}

/** How workers share a journal. */
export interface Sharing {
  /** Length of a lease, in ms: a worker that does not renew its lease in that time loses its jobs. */
  readonly lease: number;
  /**
   * Calls `look` after another process has called `wake()`, for at least one worker, maybe more than once. Returns a
   * function that ends the watch.
   */
  watch(look: () => Promise<void>): Promise<() => Promise<void>>;
}

/** Reads of a journal. */
export interface Reads {
  /** @param isBrief Whether references may be left out, because they can have megabytes. */
  find(key: string, isBrief?: boolean): Awaitable<Job | undefined>;
  /** Returns the jobs that exist, in any order. */
  findAll(keys: readonly string[], isBrief?: boolean): Awaitable<Job[]>;
  /** Returns jobs in the order of adding, with an `order` above `after`. */
  list(states: readonly JobState[], after: number, limit: number, isBrief?: boolean): Awaitable<Job[]>;
  /**
   * Returns the costs of jobs that were added after `since`, with an `order` above `after`. Must not read the jobs
   * themselves: their references can have megabytes.
   */
  costs(since: number, after: number): Awaitable<JobCost[]>;
  read<Name extends keyof JournalValues>(name: Name): Awaitable<JournalValues[Name] | undefined>;
  /** Bytes of an image that came inline. */
  readFile(name: string): Awaitable<Uint8Array | undefined>;
}

/** Reads and writes of one transaction. */
export interface Transaction extends Reads {
  /** Time of the store, which all hosts share, in ms since 1970. Without it, the time of the process counts. */
  readonly now?: number;
  /** Makes a worker look for work after the commit. Only where processes share the journal. */
  wake?(): Awaitable<void>;
  /**
   * After the commit, removes replaced and deleted data from the files of the store. Only where such data would stay
   * otherwise, and the store can remove it.
   */
  purge?(): Awaitable<void>;
  /** Adds a job, or replaces the one with its key. */
  put(job: Job): Awaitable<void>;
  /**
   * Returns the next queued job of a lane that is due at `now`: the highest priority, then the oldest. A job that is
   * due after `latest` counts as due too: the clock was set back.
   */
  next(lane: Lane, now: number, latest: number): Awaitable<Job | undefined>;
  /** Returns the time at which the first queued job of a lane is due; `undefined` without one. */
  nextDue(lane: Lane): Awaitable<number | undefined>;
  write<Name extends keyof JournalValues>(name: Name, value: JournalValues[Name]): Awaitable<void>;
  writeFile(name: string, bytes: Uint8Array): Awaitable<void>;
  deleteFile(name: string): Awaitable<void>;
}
