import type { HttpHandler } from "msw";
import type { ProviderContext } from "./context.ts";
import type { OpenApiDocument } from "./openapi-document.ts";
import type { Wire } from "./wire.ts";

/** A mock provider. */
export interface MockProvider {
  /** Name for people. */
  readonly title: string;
  readonly document: OpenApiDocument;
  readonly wire: Wire;
  /** Makes the handlers for one simulator. */
  start(context: ProviderContext): RunningProvider;
}

/** The handlers of a mock provider, and a reset of their state. */
export interface RunningProvider {
  readonly handlers: readonly HttpHandler[];
  /** Forgets tasks, uploads and the like. */
  reset?(): void;
}
