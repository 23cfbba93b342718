import { SeedreamError } from "@seedream-clients/core";
import type { ErrorReport, StudioErrorName } from "./messages.ts";

/** An error in the form that the page shows. */
export function reportOf(error: unknown): ErrorReport {
  if (!SeedreamError.isInstance(error)) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { name, message, charged: "unknown", retryable: false };
  }
  const { name, status, code, requestId, clientRequestId, charged, retryable } = error;
  return { name, message: withoutDetails(error), status, code, requestId, clientRequestId, charged, retryable };
}

/** A refusal of the studio's own; nothing was sent. */
export function studioError(name: StudioErrorName, message: string): ErrorReport {
  return { name, message, charged: "no", retryable: false };
}

/** The message without the bracket of ids at its end, which the page shows as fields of their own. */
function withoutDetails({ message, provider }: SeedreamError): string {
  const end = provider ? message.lastIndexOf(` [${provider}`) : -1;
  return end > 0 ? message.slice(0, end) : message;
}
