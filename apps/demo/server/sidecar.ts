import type { Exchange } from "./messages.ts";

/** Who ended a run: a person, or the studio when it stopped. */
export type End = "cancelled" | "stopped";

/** Texts by kind and id. Once closed, it has none and takes none. */
export interface Notes {
  read(kind: "calls" | "ends", id: string): string | undefined;
  /** Replaces a text; `undefined` deletes it. */
  write(kind: "calls" | "ends", id: string, text: string | undefined): void;
  close(): void;
}

/** What the studio keeps beside the journal of jobs: calls on the wire, and who ended a run. */
export class Sidecar {
  readonly #notes: Notes;
  readonly #wanted = new Map<string, PromiseWithResolvers<void>>();

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** Keeps the calls of a submission or a task, after those that are known. */
  record(id: string, exchanges: readonly Exchange[]): void {
    if (exchanges.length === 0) return;
    this.#notes.write("calls", id, JSON.stringify([...this.exchangesOf(id), ...exchanges]));
  }

  exchangesOf(id: string): readonly Exchange[] {
    return JSON.parse(this.#notes.read("calls", id) ?? "[]");
  }

  /** Says who ended a submission or the wait for a task; `undefined` says that it goes on. */
  setEnd(id: string, end: End | undefined): void {
    this.#notes.write("ends", id, end);
    if (!end) this.#wanted.get(id)?.resolve();
  }

  endOf(id: string): End | undefined {
    const end = this.#notes.read("ends", id);
    return end === undefined ? undefined : end === "stopped" ? "stopped" : "cancelled";
  }

  /** Waits until the wait for a task that was cancelled is resumed. */
  async untilWanted(id: string, signal?: AbortSignal): Promise<void> {
    if (!this.endOf(id)) return;
    const wanted = Promise.withResolvers<void>();
    this.#wanted.set(id, wanted);
    const give = () => wanted.reject(signal?.reason);
    signal?.addEventListener("abort", give);
    await wanted.promise.finally(() => signal?.removeEventListener("abort", give));
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#notes.write("calls", id, undefined);
      this.#notes.write("ends", id, undefined);
    }
  }

  close(): void {
    this.#notes.close();
  }
}
