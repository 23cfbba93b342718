import type { Clock } from "@seedream-clients/core";
import type { PendingCall, RecordedCall } from "./call-log.ts";
import type { ImageStore } from "./images.ts";
import type { QueuedScenario } from "./scenario-queue.ts";
import type { UploadStore } from "./uploads.ts";

/** Services of a simulator for one of its mock providers. */
export interface ProviderContext {
  /** Name of the provider. */
  readonly provider: string;
  readonly seed: string;
  /** Time that each image takes, in ms. */
  readonly latency: number;
  /** Base URL of links, without a slash at the end. */
  readonly publicURL: string;
  readonly clock: Clock;
  readonly images: ImageStore;
  readonly uploads: UploadStore;
  /** Returns 32 hexadecimal digits that no other request has; the same sequence after a reset. */
  nextId(): string;
  /** Returns the recorded calls of this provider, oldest first. */
  calls(): readonly RecordedCall[];
  /** Records a call whose body has `size` characters. */
  record(call: RecordedCall, size: number): void;
  /** Takes the scenario that is set for a call, if the route accepts it. */
  takeScenario<S extends string>(
    call: PendingCall,
    accepts: (scenario: string) => scenario is S,
  ): QueuedScenario<S> | undefined;
}
