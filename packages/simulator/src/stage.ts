import type { Clock } from "@seedream-clients/core";
import type { CallLog } from "./calls.ts";
import type { ImageStore } from "./images.ts";
import type { OrderBook } from "./orders.ts";

/** What the providers of one simulator share. */
export interface Stage {
  readonly seed: string;
  /** Milliseconds to spend on each image. */
  readonly latency: number;
  /** Where links point, without a slash at the end. */
  readonly publicURL: string;
  readonly clock: Clock;
  readonly images: ImageStore;
  readonly calls: CallLog;
  readonly orders: OrderBook;
  /** 32 hexadecimal digits, others at every call, the same ones after a reset. */
  nextId(): string;
}
