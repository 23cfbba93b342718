import type { HttpHandler } from "msw";

/** A provider, played. */
export interface Play {
  readonly handlers: readonly HttpHandler[];
  /** Forgets what callers left behind. */
  forget?(): void;
}
