import type { Clock } from "@seedream-clients/core";

const MAX_TASKS = 1000;

/** A task that was accepted. Providers add the fields that their responses need. */
export interface Task {
  readonly id: string;
  /** Unix time of the submission, in ms. */
  readonly created: number;
  /** Time that the task takes, in ms. */
  readonly duration: number;
}

/** An idempotency key, and a digest of the body that it came with. */
export interface TaskKey {
  readonly name: string;
  readonly submission: string;
}

interface Entry<T extends Task> {
  readonly task: T;
  readonly key: TaskKey | undefined;
  polls: number;
}

/** The latest tasks of a mock provider. */
export class TaskStore<T extends Task> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #keys = new Map<string, Entry<T>>();

  add(task: T, key?: TaskKey): void {
    const entry = { task, key, polls: 0 };
    this.#entries.set(task.id, entry);
    if (key) this.#keys.set(key.name, entry);
    const [oldest] = this.#entries.values();
    if (this.#entries.size > MAX_TASKS && oldest) this.#drop(oldest);
  }

  /** Returns the task that was submitted with a key, and the digest of its body. */
  submittedAs(name: string): { readonly task: T; readonly submission: string | undefined } | undefined {
    const entry = this.#keys.get(name);
    return entry && { task: entry.task, submission: entry.key?.submission };
  }

  /** Returns a task and the number of its polls, including this one. */
  poll(id: string): { readonly task: T; readonly polls: number } | undefined {
    const entry = this.#entries.get(id);
    if (!entry) return undefined;
    entry.polls += 1;
    return { task: entry.task, polls: entry.polls };
  }

  clear(): void {
    this.#entries.clear();
    this.#keys.clear();
  }

  #drop({ task, key }: Entry<T>): void {
    this.#entries.delete(task.id);
    if (key) this.#keys.delete(key.name);
  }
}

/** Returns the elapsed fraction of a task's duration; 1 or more when it is over. */
export function elapsedFraction({ created, duration }: Task, clock: Clock): number {
  return duration > 0 ? (clock.now() - created) / duration : 1;
}
