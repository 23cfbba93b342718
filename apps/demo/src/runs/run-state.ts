import type { ImageEvent, ImageOutcome, ImageResult, SeedreamError } from "@seedream-clients/core";
import type { WireError, WireEvent, WireImage, WireOutcome, WireResult } from "@seedream-clients/web/server";
import type { RunFacts } from "../../server/messages.ts";
import { addressOf } from "../api.ts";
import { shapeOf } from "../size/size.ts";

/** Events of a run under way have errors as they are thrown, those of the history have them as JSON. */
export type RunError = SeedreamError | WireError;

/** An image that was made. */
export interface Picture extends Pick<WireImage, "width" | "height" | "mediaType"> {
  readonly ok: true;
  readonly index: number;
  readonly url: string;
  /** Its name as a file: the run, and its position. */
  readonly file: string;
  /** How long after the start of its run it came, in ms; absent for one of an earlier visit. */
  readonly at?: number | undefined;
}

type Made = Extract<ImageOutcome | WireOutcome, { ok: true }>;

export type Outcome = Picture | { readonly ok: false; readonly index: number; readonly error: RunError };

/** A run as the page shows it. */
export interface RunState {
  readonly id: string;
  readonly facts: RunFacts;
  /** Sent or running in this visit: its places keep their shape when it ends. */
  readonly isFresh: boolean;
  /** Images, and failures in their place, by index. */
  readonly outcomes: readonly Outcome[];
  readonly expected: number;
  readonly progress?: Extract<ImageEvent, { type: "progress" }>;
  readonly result?: ImageResult | WireResult;
  /** Why it ended before it was complete. */
  readonly error?: RunError | undefined;
  /** Milliseconds that it took, once it is over. */
  readonly took?: number | undefined;
  /** Whether its task can be waited for again. */
  readonly isResumable?: boolean;
}

/** What a run shows by its sign and its colour. */
export type Look = "running" | "done" | "part" | "failed" | "lost" | "cancelled";

/** A run, or those of one comparison. */
export type Group = readonly [RunState, ...RunState[]];

/** Length of the id that the runs of one sending share: each adds its own number. */
const SHARED = 36;

/** The same for every run of a comparison. */
export function keyOf([{ id }]: Group): string {
  return id.slice(0, SHARED);
}

/** Groups runs by comparison, at the place of the first. */
export function groupsOf(runs: readonly RunState[]): Group[] {
  return [...Map.groupBy(runs, (run) => keyOf([run])).values()].flatMap((group) => {
    // In the order of the form, in whichever order they came to the server.
    const [first, ...others] = group.toSorted((a, b) => a.id.localeCompare(b.id));
    return first ? [[first, ...others]] : [];
  });
}

export function isOver(run: RunState): boolean {
  return run.took !== undefined;
}

export function begin(facts: RunFacts, isFresh: boolean): RunState {
  return { id: facts.id, facts, isFresh, outcomes: [], expected: facts.request.count };
}

/**
 * A run after an event.
 *
 * @param now When it came; absent for an event of the history.
 */
export function advance(run: RunState, event: ImageEvent | WireEvent, now?: number): RunState {
  if (event.type === "progress") return { ...run, expected: event.expected, progress: event };
  if (event.type === "image") return withOutcomes(run, [{ ok: true, ...event }], now);
  if (event.type === "image-failed") return withOutcomes(run, [{ ok: false, ...event }], now);
  if (event.type === "error") return { ...run, error: event.error };
  if (event.type !== "completed") return run;
  const { result } = event;
  return { ...withOutcomes(run, result.images, now), result, error: result.interrupted };
}

/** The last event of a run has all outcomes once more: the first of each counts. */
function withOutcomes(run: RunState, came: readonly (ImageOutcome | WireOutcome)[], now?: number): RunState {
  const fresh = came.filter(({ index }) => run.outcomes.every((known) => known.index !== index));
  const outcomes = [...run.outcomes, ...fresh.map((each) => (each.ok ? pictureOf(run, each, now) : each))];
  return { ...run, outcomes: outcomes.sort((a, b) => a.index - b.index) };
}

function pictureOf(run: RunState, { index, image }: Made, now: number | undefined): Picture {
  const { width, height, mediaType } = image;
  const name = `seedream-${run.id.slice(0, 8)}-${run.id.slice(-1)}-${index + 1}`;
  const file = `${name}.${mediaType === "image/png" ? "png" : "jpg"}`;
  const at = now && Math.max(0, now - run.facts.startedAt);
  return { ok: true, index, url: addressOf(run.id, index), file, width, height, mediaType, at };
}

export function imagesOf({ outcomes }: RunState): Picture[] {
  return outcomes.filter((outcome) => outcome.ok);
}

export function lookOf(run: RunState, isLost: boolean): Look {
  if (!isOver(run)) return isLost ? "lost" : "running";
  const images = imagesOf(run).length;
  if (run.error?.name === "AbortedError") return "cancelled";
  if (images === 0) return "failed";
  return run.error || images < run.outcomes.length ? "part" : "done";
}

export interface Place {
  readonly index: number;
  /** What came of its image, or what it waits for. */
  readonly content: Outcome | "making" | "waiting" | "lost" | "missing";
  /** Aspect ratio, which does not change while the page is open. */
  readonly shape: number;
}

/**
 * The places of a run in their order. All are there from the moment it was sent, and stay while the page is open; a run
 * of an earlier visit has those that something came of, and one more for the reason why no more came.
 */
export function placesOf(run: RunState, isLost = false): Place[] {
  const { outcomes, error, isFresh, expected } = run;
  const isKept = isOver(run) && !isFresh;
  if (isKept && failedWhole(run)) return [];
  const byIndex = new Map(outcomes.map((outcome) => [outcome.index, outcome]));
  const known = (outcomes.at(-1)?.index ?? -1) + 1;
  const count = isKept ? known : Math.max(expected, known);
  const isFull = count === byIndex.size && error !== undefined;
  const indexes = Array.from({ length: count + (isFull ? 1 : 0) }, (_, index) => index);
  const open = indexes.filter((index) => !byIndex.has(index));

  function contentOf(index: number): Place["content"] {
    const outcome = byIndex.get(index);
    if (outcome) return outcome;
    if (isOver(run)) return error && index === open[0] && !failedWhole(run) ? { ok: false, index, error } : "missing";
    if (isLost && index === open.at(-1)) return "lost";
    return index === open[0] ? "making" : "waiting";
  }

  const asked = shapeOf(run.facts.request.size);
  return indexes.map((index) => {
    const content = contentOf(index);
    const { width, height } = typeof content === "object" && content.ok ? content : {};
    return { index, content, shape: !isFresh && width && height ? width / height : asked };
  });
}

/** Whether a run ended without anything to show but why. */
export function failedWhole(run: RunState): boolean {
  return run.error !== undefined && run.outcomes.length === 0;
}

/** The shapes that a group wants a place for. A comparison takes a band of its own. */
export function shapesOf([run, ...others]: Group): number[] {
  return others.length > 0 ? Array(20).fill(1) : placesOf(run).map(({ shape }) => shape);
}
