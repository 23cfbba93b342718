import type { Cost } from "@seedream-clients/core";

/** A request, and the status of its response. */
export interface RecordedCall {
  /** Region of the address that was called, if the provider has several. */
  readonly region?: string;
  /** `operationId` in the provider's spec (`"generateImages"`, `"getTask"`), or method and path of an unknown path. */
  readonly operation: string;
  /** Model as in the request; absent if the request names none. */
  readonly model?: string;
  /** The parsed body; the text if it is not JSON; for an upload, the facts of the file. */
  readonly body: unknown;
  readonly at: Date;
  /** HTTP status of the response. */
  readonly status: number;
  /** Cost of the images by the price list of the spec; absent: nothing, or the price is unknown. */
  readonly cost?: Cost;
}

/** A call that has no response yet. */
export type PendingCall = Omit<RecordedCall, "status" | "cost">;

const MAX_CALLS = 1000;
const MAX_CHARACTERS = 128 * 1024 * 1024;

/** The latest calls. Bounded, so that many requests or large reference images cannot exhaust the memory. */
export class CallLog<C extends RecordedCall = RecordedCall> {
  readonly calls: C[] = [];
  readonly #sizes: number[] = [];
  #total = 0;

  /** Adds a call whose body has `size` characters. */
  add(call: C, size: number): void {
    this.calls.push(call);
    this.#sizes.push(size);
    this.#total += size;
    while (this.calls.length > MAX_CALLS || (this.#total > MAX_CHARACTERS && this.calls.length > 1)) {
      this.calls.shift();
      this.#total -= this.#sizes.shift() ?? 0;
    }
  }

  clear(): void {
    this.calls.length = 0;
    this.#sizes.length = 0;
    this.#total = 0;
  }
}
