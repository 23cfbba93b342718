import type { Amounts, Job, JobState } from "./job.ts";

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
  /** Until when its provider asked for no submissions, in ms since 1970. */
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
  /** Until when each worker holds its jobs unless it says that it is alive, in ms since 1970. */
  readonly leases?: Readonly<Record<string, number>> | undefined;
}

/** Values that belong to no job, by name. */
export interface JournalValues {
  readonly ledger: Ledger;
  readonly [lane: `lane ${string}`]: LaneState;
}

/**
 * What a journal is kept in. The rules of jobs are above it and alike for every store; a store promises that a
 * transaction is applied wholly and durably or not at all, and that transactions follow one another.
 */
export interface JobStore {
  /** Runs `work`. When it throws, nothing of it is applied. A store that lost its database may run `work` again. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Whether the journal ends with its process: what it does not have, another one before it may have had. */
  readonly isVolatile?: true;
  /** Present where processes share the journal. Without it, whoever opens the journal is alone with it. */
  readonly sharing?: Sharing;
  close(): Promise<void>;
}

/** How workers share a journal. */
export interface Sharing {
  /** How long a worker that says nothing holds its jobs, in ms. */
  readonly lease: number;
  /**
   * Calls `look` when another process has called `wake()`: at least one worker is told, maybe more than once. Returns
   * what ends it.
   */
  watch(look: () => Promise<void>): Promise<() => Promise<void>>;
}

/** Reads and writes of one transaction. */
export interface Transaction {
  /** Time of the store, which all hosts share, in ms since 1970. Without it, that of the process counts. */
  readonly now?: number;
  /** Has a worker look for work once the transaction is committed. Only where processes share the journal. */
  wake?(): Awaitable<void>;
  /**
   * Has nothing that this transaction replaces or deletes left in the files of the store once it is committed. Only where
   * it would be left otherwise, and the store can help it.
   */
  purge?(): Awaitable<void>;
  find(key: string): Awaitable<Job | undefined>;
  /** Those of the jobs that exist, in any order. */
  findAll(keys: readonly string[]): Awaitable<Job[]>;
  /** Adds a job or replaces that with its key. */
  put(job: Job): Awaitable<void>;
  /**
   * The queued job of a lane that is to go next: the highest priority, then the oldest; due at `now`. One that is due
   * after `latest` is due too.
   */
  next(lane: Lane, now: number, latest: number): Awaitable<Job | undefined>;
  /** When the first queued job of a lane is due; `undefined` without one. */
  nextDue(lane: Lane): Awaitable<number | undefined>;
  /** Jobs in the order of adding, those after `after`. */
  list(states: readonly JobState[], after: number, limit: number): Awaitable<Job[]>;
  read<Name extends keyof JournalValues>(name: Name): Awaitable<JournalValues[Name] | undefined>;
  write<Name extends keyof JournalValues>(name: Name, value: JournalValues[Name]): Awaitable<void>;
  /** Bytes of an image that came inline. */
  readFile(name: string): Awaitable<Uint8Array | undefined>;
  writeFile(name: string, bytes: Uint8Array): Awaitable<void>;
  deleteFile(name: string): Awaitable<void>;
}
