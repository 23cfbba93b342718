import type { RecordedCall } from "./call-log.ts";
import type { ProviderName } from "./providers.ts";

/** A request that the simulator answered. */
export interface SimulatorCall extends RecordedCall {
  readonly provider: ProviderName;
}
