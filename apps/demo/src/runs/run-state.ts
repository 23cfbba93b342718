import type { ErrorReport, RunEvent, RunMessage } from "../../server/messages.ts";

export type Message<Type extends RunMessage["type"]> = Extract<RunEvent, { type: Type }>;

/** A run as the page shows it. */
export interface RunState {
  readonly key: string;
  /** The same in every run of a comparison. */
  readonly comparison?: string;
  readonly started?: Message<"started">;
  /** By index: images, and failures in their place. */
  readonly outcomes: ReadonlyMap<number, Message<"image"> | Message<"image-failed">>;
  readonly expected: number;
  /** How far it is. */
  readonly progress?: Message<"progress">;
  readonly completed?: Message<"completed">;
  /** Why it ended without completing. */
  readonly error?: ErrorReport;
  /** Milliseconds that it took, once it is over. */
  readonly took?: number;
  /** Whether its task can be waited for again. */
  readonly isResumable?: boolean;
}

export function newRun(key: string, comparison?: string): RunState {
  return { key, ...(comparison && { comparison }), outcomes: new Map(), expected: 1 };
}

export function isOver(run: RunState): boolean {
  return run.took !== undefined;
}

/** A run after an event. */
export function advance(run: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "started":
      return { ...newRun(run.key, event.comparison), started: event, expected: event.request.count };
    case "progress":
      return { ...run, expected: event.expected, progress: event };
    case "image":
    case "image-failed":
      return { ...run, outcomes: new Map(run.outcomes).set(event.index, event) };
    case "completed":
      return { ...run, completed: event, took: event.at };
    case "failed":
      return { ...run, error: event.error, isResumable: event.isResumable, took: event.at };
  }
}

/** How many images came, and how many failed in their place. */
export function tallyOf({ outcomes }: RunState): { readonly images: number; readonly failed: number } {
  const images = [...outcomes.values()].filter(({ type }) => type === "image").length;
  return { images, failed: outcomes.size - images };
}

/** Width and height of the first image that tells. */
export function sidesOf({ outcomes }: RunState): [width: number, height: number] | undefined {
  for (const outcome of outcomes.values()) {
    if (outcome.type === "image" && outcome.width && outcome.height) return [outcome.width, outcome.height];
  }
  return undefined;
}

export function costOf({ completed }: RunState): Message<"completed">["cost"] {
  return completed?.cost;
}

/** That a single image does not come in a stream is nothing that anyone asked for. */
export function warningsOf({ completed, expected }: RunState): Message<"completed">["warnings"] {
  return completed?.warnings.filter(({ feature }) => feature !== "stream" || expected > 1) ?? [];
}
