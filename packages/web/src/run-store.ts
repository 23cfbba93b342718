import type { GeneratedImage, ImageRequest, SeedreamClient } from "@seedream-clients/core";
import type { Amounts, RunReading } from "./protocol.ts";
import type { Spending } from "./spending.ts";

/** Key of a run. Pages choose the ids, so an id is unique only for its user. */
export interface RunKey {
  readonly user: string;
  readonly id: string;
}

/** Joins a key to one string. Different keys give different strings, because an id has no space. */
export const nameOf = ({ user, id }: RunKey): string => `${id} ${user}`;

/** A run to start. */
export interface NewRun extends RunKey {
  /** Name in the handler's `clients`. */
  readonly clientName: string;
  readonly client: SeedreamClient;
  readonly request: ImageRequest;
  /** Whether the page wants images as they arrive. */
  readonly isStreaming: boolean;
  /** SHA-256 of the request. The same id with another digest is a conflict. */
  readonly digest: string;
  /** Highest price of the run. */
  readonly price: Amounts;
  readonly spending: Spending | undefined;
}

/** Outcome of a start. */
export type Started =
  /** `work` ends with the run, and never rejects; absent when something else performs it. */
  | { readonly type: "started"; readonly work?: Promise<void> }
  /** The user has this run already, because the page repeated its request. */
  | { readonly type: "known" }
  /** The user has a run of this id with another request. */
  | { readonly type: "conflict" }
  /** Nothing was started. */
  | { readonly type: "refused"; readonly reason: string };

/** Performs runs, and keeps their events and costs. See `memoryRuns()` and `jobRuns()`. */
export interface RunStore {
  /**
   * Whether every instance of the server sees the same runs, and runs outlive their process. If not, a run that is not
   * found may have been started elsewhere, and its page is told that the outcome is unknown.
   */
  readonly isShared: boolean;
  /** Pause between two reads for a stream of events, in ms. */
  readonly interval: number;
  /** Starts a run within its limits of spending. Of two simultaneous starts of a key, only one may start it. */
  start(run: NewRun): Promise<Started>;
  /** Returns the events after `after`; `undefined` for a run that is not known. */
  read(key: RunKey, after: number): Promise<RunReading | undefined>;
  /** Returns an image that has arrived. */
  image(key: RunKey, index: number): Promise<GeneratedImage | undefined>;
  /**
   * Ends a run, and returns the most that may be billed; `undefined` for a run that is not known. If several instances
   * share the store, none of them may perform that run later, because its request may be on its way to one of them.
   */
  cancel(key: RunKey): Promise<Amounts | undefined>;
}
