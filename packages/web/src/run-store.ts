import type { GeneratedImage, ImageRequest, SeedreamClient } from "@seedream-clients/core";
import type { Amounts, RunReading } from "./protocol.ts";
import type { Spending } from "./spending.ts";

/** Names a run: ids are chosen by pages, so each user has ids of their own. */
export interface RunKey {
  readonly user: string;
  readonly id: string;
}

/** One text for each key: no id has a space in it. */
export const nameOf = ({ user, id }: RunKey): string => `${id} ${user}`;

/** A run to start. */
export interface NewRun extends RunKey {
  /** Name in the handler's `clients`. */
  readonly clientName: string;
  readonly client: SeedreamClient;
  readonly request: ImageRequest;
  /** Whether the page wants images as they arrive. */
  readonly isStreaming: boolean;
  /** SHA-256 of the request. The same id with another one is a conflict. */
  readonly digest: string;
  /** Most that the run costs. */
  readonly price: Amounts;
  readonly spending: Spending | undefined;
}

/** How a start went. */
export type Started =
  /** `work` ends with the run, and never rejects; absent when something else performs it. */
  | { readonly type: "started"; readonly work?: Promise<void> }
  /** The user has this run: the page repeated its request. */
  | { readonly type: "known" }
  /** The user has a run of this id with another request. */
  | { readonly type: "conflict" }
  /** Nothing was started. */
  | { readonly type: "refused"; readonly reason: string };

/** Performs runs and keeps their events and what was spent. `memoryRuns()` and `jobRuns()` are two. */
export interface RunStore {
  /**
   * Whether every instance of the server sees the same runs, and runs outlive their process. If not, a run that is not
   * found may have been started elsewhere, and its page is told that the outcome is unknown.
   */
  readonly isShared: boolean;
  /** How often a stream of events looks for more, in ms. */
  readonly interval: number;
  /** Starts a run within its limits of spending, once for a key: two at the same time must not both start. */
  start(run: NewRun): Promise<Started>;
  /** Returns the events after `after`; `undefined` for a run that is not known. */
  read(key: RunKey, after: number): Promise<RunReading | undefined>;
  /** Returns an image that has arrived. */
  image(key: RunKey, index: number): Promise<GeneratedImage | undefined>;
  /** Ends a run, and returns the most that it may be billed; `undefined` for a run that is not known. */
  cancel(key: RunKey): Promise<Amounts | undefined>;
}
