import type { ErrorReport, StudioErrorName } from "./messages.ts";

/** A refusal of the studio's own; nothing was sent. */
export function studioError(name: StudioErrorName, message: string): ErrorReport {
  return { name, message, charged: "no", retryable: false };
}
