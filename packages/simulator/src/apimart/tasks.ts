import type { Picture } from "../picture.ts";
import type { Scenario } from "../scenarios.ts";

const MOST_TASKS = 1000;

/** A task that was accepted. */
export interface Task {
  readonly id: string;
  /** When it was accepted, in milliseconds. */
  readonly created: number;
  /** How long it takes, in milliseconds. */
  readonly duration: number;
  readonly pictures: readonly Picture[];
  readonly scenario: Scenario<"apimart"> | undefined;
  /** Whether its result tells sizes, formats and layers. */
  readonly describesImages: boolean;
  /** The caller's name for the submission, and what it was. */
  readonly key?: { readonly name: string; readonly submission: string } | undefined;
}

/** The tasks of a simulator; the oldest are forgotten. */
export class TaskStore {
  readonly #tasks = new Map<string, Task>();
  readonly #keys = new Map<string, Task>();
  readonly #looks = new Map<string, number>();

  add(task: Task): void {
    this.#tasks.set(task.id, task);
    if (task.key) this.#keys.set(task.key.name, task);
    const [oldest] = this.#tasks.values();
    if (this.#tasks.size > MOST_TASKS && oldest) this.#drop(oldest);
  }

  /** The task that was submitted under a key. */
  submittedAs(key: string): Task | undefined {
    return this.#keys.get(key);
  }

  /** A task, and how many times it has been looked at by now. */
  look(id: string): { readonly task: Task; readonly looks: number } | undefined {
    const task = this.#tasks.get(id);
    if (!task) return undefined;
    const looks = (this.#looks.get(id) ?? 0) + 1;
    this.#looks.set(id, looks);
    return { task, looks };
  }

  clear(): void {
    this.#tasks.clear();
    this.#keys.clear();
    this.#looks.clear();
  }

  #drop({ id, key }: Task): void {
    this.#tasks.delete(id);
    this.#looks.delete(id);
    if (key) this.#keys.delete(key.name);
  }
}
