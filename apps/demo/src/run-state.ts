import type { ErrorReport, RunEvent, RunMessage } from "../server/messages.ts";

type Message<Type extends RunMessage["type"]> = Extract<RunEvent, { type: Type }>;

/** A run as the page shows it. */
export interface RunState {
  readonly key: string;
  readonly started?: Message<"started">;
  /** By index: images, and failures in their place. */
  readonly outcomes: ReadonlyMap<number, Message<"image"> | Message<"image-failed">>;
  readonly expected: number;
  /** How far the provider says that it is. */
  readonly progress?: Message<"progress">;
  readonly completed?: Message<"completed">;
  /** Why it ended without completing. */
  readonly error?: ErrorReport;
  /** Milliseconds that it took, once it is over. */
  readonly took?: number;
  /** Whether its task can be waited for again. */
  readonly isResumable?: boolean;
}

export function newRun(key: string): RunState {
  return { key, outcomes: new Map(), expected: 1 };
}

export function isOver(run: RunState): boolean {
  return run.took !== undefined;
}

/** A run after an event. */
export function advance(run: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "started":
      return { ...run, started: event, expected: event.request.count };
    case "progress":
      return { ...run, expected: event.expected, progress: event };
    case "image":
    case "image-failed":
      return { ...run, outcomes: new Map(run.outcomes).set(event.index, event) };
    case "completed":
      return { ...run, completed: event, took: event.at };
    case "failed":
      return { ...run, error: event.error, took: event.at };
  }
}
