export {
  type Authorization,
  createHandler,
  type Handler,
  type HandlerOptions,
  type HandlerSettings,
  type RequestContext,
} from "./handler.ts";
export type { Limits, ReferenceLimits } from "./limits.ts";
export { type MemoryRunsOptions, memoryRuns } from "./memory-runs.ts";
export type {
  Amounts,
  RunEvent,
  RunReading,
  WireError,
  WireEvent,
  WireImage,
  WireOutcome,
  WireResult,
} from "./protocol.ts";
export type { NewRun, RunKey, RunStore, Started } from "./run-store.ts";
export type { Spending } from "./spending.ts";
