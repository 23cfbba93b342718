import type { WireError } from "@seedream-clients/web/server";
import type { StudioErrorName } from "./messages.ts";

/** A refusal of the studio's own, in the form of the handler's; nothing was sent. */
export function studioError(name: StudioErrorName, message: string): WireError {
  return { name, message, charged: "no", retryable: false };
}
