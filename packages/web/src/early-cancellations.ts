import type { Clock } from "@seedream-clients/core";
import { nameOf, type RunKey } from "./run-store.ts";

/** Longest time between a cancellation and the request of its run, in ms. It allows for a slow upload. */
const longestUpload = 600_000;

/** Most cancellations that are kept, so that ids of runs that never come cannot fill the memory. */
const mostKept = 10_000;

/** A cancellation of a run that the store may not know yet. */
export interface EarlyCancellation {
  at: number;
  /** Whether the request of the run came, and started nothing. */
  hasStopped: boolean;
}

/**
 * Cancellations that arrived before the requests of their runs. A DELETE can overtake a POST, which may still be
 * uploading. These are the cancellations of this process, for every store. A store that processes share has them for all.
 */
export class EarlyCancellations {
  readonly #clock: Clock;
  readonly #kept = new Map<string, EarlyCancellation>();
  /** The last start of each run that is being started. */
  readonly #starts = new Map<string, Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Remembers a cancellation, so that the request of its run starts nothing. */
  add(key: RunKey): EarlyCancellation {
    const now = this.#clock.now();
    const kept = this.find(key) ?? { at: now, hasStopped: false };
    kept.at = now;
    // Added again as the newest entry, because the oldest is forgotten first.
    this.delete(key);
    this.#kept.set(nameOf(key), kept);
    for (const [name, { at }] of this.#kept) {
      if (this.#kept.size <= mostKept && at > now - longestUpload) break;
      this.#kept.delete(name);
    }
    return kept;
  }

  find(key: RunKey): EarlyCancellation | undefined {
    return this.#kept.get(nameOf(key));
  }

  delete(key: RunKey): void {
    this.#kept.delete(nameOf(key));
  }

  /**
   * Starts a run after its earlier starts have ended. Otherwise a repeat of its request could report a run as stopped
   * while the store is still adding it.
   */
  async inTurn<T>(key: RunKey, start: () => Promise<T>): Promise<T> {
    const name = nameOf(key);
    const own = (this.#starts.get(name) ?? Promise.resolve()).then(start);
    const ended = own.then(ignore, ignore);
    this.#starts.set(name, ended);
    try {
      return await own;
    } finally {
      if (this.#starts.get(name) === ended) this.#starts.delete(name);
    }
  }
}

const ignore = () => {};
