import type { RecordedCall } from "./call-log.ts";
import type { ProviderName } from "./providers.ts";

/** A recorded call. */
export interface SimulatorCall extends RecordedCall {
  readonly provider: ProviderName;
}
