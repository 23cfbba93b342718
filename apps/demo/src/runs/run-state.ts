import type { ErrorReport, RunFacts, RunMessage } from "../../server/messages.ts";

/** A message, and how long after the start of its run it came, in ms; absent for one of an earlier visit. */
export type RunEvent = RunMessage & { readonly at?: number | undefined };

export type Message<Type extends RunMessage["type"]> = Extract<RunMessage, { type: Type }> & Pick<RunEvent, "at">;

/** What came of an image. */
export type Outcome = Message<"image"> | Message<"image-failed">;

/** A run as the page shows it. */
export interface RunState {
  readonly id: string;
  readonly facts: RunFacts;
  /** Sent or running in this visit: its places keep their shape when it ends. */
  readonly isFresh: boolean;
  /** By index: images, and failures in their place. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly expected: number;
  /** How far it is. */
  readonly progress?: Message<"progress">;
  readonly completed?: Message<"completed">;
  /** Why it ended before it was complete. */
  readonly error?: ErrorReport | undefined;
  /** Milliseconds that it took, once it is over. */
  readonly took?: number;
  /** Whether its task can be waited for again. */
  readonly isResumable?: boolean;
}

/** What a run shows by its sign and its colour. */
export type Look = "running" | "done" | "part" | "failed" | "lost" | "cancelled";

/** Length of the id that the runs of one sending share: each adds its own number. */
const SHARED = 36;

/** The same in every run of a comparison. */
export function comparisonOf({ id }: Pick<RunState, "id">): string {
  return id.slice(0, SHARED);
}

export function isOver(run: RunState): boolean {
  return run.took !== undefined;
}

export function begin(facts: RunFacts, isFresh: boolean): RunState {
  return { id: facts.id, facts, isFresh, outcomes: new Map(), expected: facts.request.count };
}

/** A run after an event. */
export function advance(run: RunState, event: RunEvent): RunState {
  const { at = 0 } = event;
  switch (event.type) {
    case "progress":
      return { ...run, expected: event.expected, progress: event };
    case "image":
    case "image-failed":
      // The last event has all of them once more.
      if (run.outcomes.has(event.index)) return run;
      return { ...run, outcomes: new Map(run.outcomes).set(event.index, event) };
    case "completed":
      return { ...run, completed: event, error: event.interrupted, took: at };
    case "failed":
      // The task of a run that was cancelled goes on at its provider.
      return {
        ...run,
        error: event.error,
        isResumable: isAborted(event.error) && run.progress?.isTask === true,
        took: at,
      };
  }
}

/** What came of the images of a run, in their order. */
export function outcomesOf({ outcomes }: RunState): Outcome[] {
  return [...outcomes.values()].sort((a, b) => a.index - b.index);
}

export function imagesOf(run: RunState): Message<"image">[] {
  return outcomesOf(run).filter((outcome) => outcome.type === "image");
}

function isAborted(error: ErrorReport | undefined): boolean {
  return error?.name === "AbortedError";
}

export function lookOf(run: RunState, isLost: boolean): Look {
  if (!isOver(run)) return isLost ? "lost" : "running";
  const images = imagesOf(run).length;
  if (isAborted(run.error)) return "cancelled";
  if (images === 0) return "failed";
  return run.error || images < run.outcomes.size ? "part" : "done";
}

/** That a single image does not come in a stream is nothing that anyone asked for. */
export function warningsOf({ completed, expected }: RunState): Message<"completed">["warnings"] {
  return completed?.warnings.filter(({ feature }) => feature !== "stream" || expected > 1) ?? [];
}

/** A place of a run, by index. */
export type Place =
  | { readonly kind: "image"; readonly index: number; readonly image: Message<"image"> }
  | { readonly kind: "failed"; readonly index: number; readonly error: ErrorReport }
  /** Being made, or waiting its turn. */
  | { readonly kind: "making" | "waiting" | "lost" | "missing"; readonly index: number };

/**
 * The places of a run in their order. All are there from the moment it was sent, and stay while the page is open; a run
 * of an earlier visit has those that something came of, and one more for the reason why no more came.
 */
export function placesOf(run: RunState, isLost: boolean): Place[] {
  const known = Math.max(0, ...[...run.outcomes.keys()].map((index) => index + 1));
  const kept = isOver(run) && !run.isFresh ? known : Math.max(run.expected, known);
  const isFull = kept === run.outcomes.size && run.error !== undefined;
  const indexes = Array.from({ length: kept + (isFull ? 1 : 0) }, (_, index) => index);
  const open = indexes.filter((index) => !run.outcomes.has(index));
  return indexes.map((index) => {
    const outcome = run.outcomes.get(index);
    if (outcome?.type === "image") return { kind: "image", index, image: outcome };
    if (outcome) return { kind: "failed", index, error: outcome.error };
    if (!isOver(run)) {
      if (isLost && index === open.at(-1)) return { kind: "lost", index };
      return { kind: index === open[0] ? "making" : "waiting", index };
    }
    return run.error && index === open[0] ? { kind: "failed", index, error: run.error } : { kind: "missing", index };
  });
}

/** Whether a run ended without anything to show but why. */
export function failedWhole(run: RunState): boolean {
  return run.error !== undefined && run.outcomes.size === 0;
}

/** The aspect ratio of each place, which does not change while the page is open. */
export function shapesOf(run: RunState): number[] {
  if (failedWhole(run) && !run.isFresh) return [];
  const asked = askedShape(run);
  return placesOf(run, false).map((place) => {
    const { width, height } = place.kind === "image" ? place.image : {};
    return !run.isFresh && width && height ? width / height : asked;
  });
}

/** The shape that was asked for; where the model picks it, a square. */
function askedShape({ facts }: RunState): number {
  const { size } = facts.request;
  const text = typeof size === "object" ? size.aspectRatio : size;
  const [, width, height] = /^([\d.]+)[:x]([\d.]+)$/.exec(text ?? "") ?? [];
  return Number(width) / Number(height) || 1;
}
