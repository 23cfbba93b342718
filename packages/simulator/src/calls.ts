import type { Cost } from "@seedream-clients/core";
import type { ProviderName } from "./scenarios.ts";

/** A request that the simulator answered. */
export interface SimulatorCall {
  readonly provider: ProviderName;
  /** Region of the address that was called, where the provider has several. */
  readonly region?: string;
  /** What was asked for, by its `operationId` in the provider's spec (`"generateImages"`, `"getTask"`), or by its method and path. */
  readonly operation: string;
  /** As the request named it; absent when it named none. */
  readonly model?: string;
  /** The parsed body; the text itself where that is not JSON; of an upload, what is known of the file. */
  readonly body: unknown;
  readonly at: Date;
  /** HTTP status of the answer. */
  readonly status: number;
  /** What the images would have cost by the price list of the spec; absent: nothing, or no price is known. */
  readonly cost?: Cost;
}

const MOST_CALLS = 1000;
const MOST_CHARACTERS = 128 * 1024 * 1024;

/** The last calls, as many as fit: a flood of requests, or of reference images, must not fill the memory. */
export class CallLog {
  readonly calls: SimulatorCall[] = [];
  readonly #sizes: number[] = [];
  #total = 0;

  /** Adds a call whose body was `size` characters long. */
  add(call: SimulatorCall, size: number): void {
    this.calls.push(call);
    this.#sizes.push(size);
    this.#total += size;
    while (this.calls.length > MOST_CALLS || (this.#total > MOST_CHARACTERS && this.calls.length > 1)) {
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
