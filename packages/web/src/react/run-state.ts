import {
  AbortedError,
  type ImageEvent,
  type ImageOutcome,
  type ImageResult,
  SeedreamError,
} from "@seedream-clients/core";
import type { Amounts } from "../protocol.ts";

/** A run as a component shows it. */
export interface RunState {
  /** Status of the run. For `"cancelled"`, see `error` and `stillCosts`. */
  readonly status: "idle" | "running" | "done" | "failed" | "cancelled";
  readonly id: string | undefined;
  /** All events so far. */
  readonly events: readonly ImageEvent[];
  /** The newest progress. */
  readonly progress: Extract<ImageEvent, { type: "progress" }> | undefined;
  /** Images so far, made and failed, by their index. */
  readonly images: readonly ImageOutcome[];
  /** Result of a run that is done. */
  readonly result: ImageResult | undefined;
  /** Error of a run that failed or was cancelled. Its class says why, `charged` whether it may have been billed. */
  readonly error: SeedreamError | undefined;
  /** After `cancel()`: the most that may still be billed. Empty: nothing. */
  readonly stillCosts: Amounts | undefined;
}

export const idle: RunState = {
  status: "idle",
  id: undefined,
  events: [],
  progress: undefined,
  images: [],
  result: undefined,
  error: undefined,
  stillCosts: undefined,
};

export function withEvent(state: RunState, event: ImageEvent): RunState {
  const next = { ...state, events: [...state.events, event] };
  if (event.type === "progress") return { ...next, progress: event };
  if (event.type === "completed") {
    return { ...next, status: "done", result: event.result, images: event.result.images };
  }
  if (event.type === "unknown") return next;
  const { index } = event;
  const outcome: ImageOutcome =
    event.type === "image" ? { ok: true, index, image: event.image } : { ok: false, index, error: event.error };
  const others = state.images.filter((image) => image.index !== index);
  return { ...next, images: [...others, outcome].sort((a, b) => a.index - b.index) };
}

export function withError(state: RunState, cause: unknown): RunState {
  const error = SeedreamError.isInstance(cause)
    ? cause
    : new SeedreamError(String(cause), { charged: "unknown", cause });
  return { ...state, status: AbortedError.isInstance(error) ? "cancelled" : "failed", error };
}
