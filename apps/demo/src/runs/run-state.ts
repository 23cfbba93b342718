import type { ImageEvent, ImageOutcome, ImageResult, SeedreamError } from "@seedream-clients/core";
import type { WireError, WireEvent, WireImage, WireOutcome, WireResult } from "@seedream-clients/web/server";
import type { RunFacts } from "../../server/messages.ts";
import { addressOf } from "../api.ts";
import { shapeOf } from "../size/size.ts";

/** A run under way has errors as they are thrown; the history has them as JSON. */
export type RunError = SeedreamError | WireError;

/** An image that was made. */
export interface Picture extends Pick<WireImage, "width" | "height" | "mediaType"> {
  readonly ok: true;
  readonly index: number;
  readonly url: string;
  /** Name of its file, from its run and its position. */
  readonly file: string;
  /** Time from the start of its run to its arrival, in ms; absent for an image of an earlier visit. */
  readonly at?: number | undefined;
}

type Made = Extract<ImageOutcome | WireOutcome, { ok: true }>;

export type Outcome = Picture | { readonly ok: false; readonly index: number; readonly error: RunError };

/** A run as the page shows it. */
export interface RunState {
  readonly id: string;
  readonly facts: RunFacts;
  /** Sent or running in this visit, so its places keep their shape when it ends. */
  readonly isFresh: boolean;
  /** Images and failed images, sorted by index. */
  readonly outcomes: readonly Outcome[];
  readonly expected: number;
  readonly progress?: Extract<ImageEvent, { type: "progress" }>;
  readonly result?: ImageResult | WireResult;
  /** Reason why it ended before it was complete. */
  readonly error?: RunError | undefined;
  /** Duration in ms; absent until the run is over. */
  readonly took?: number | undefined;
  /** Whether the studio can wait for its task again. */
  readonly isResumable?: boolean;
}

/** State of a run that its icon and its colour show. */
export type Look = "running" | "done" | "part" | "failed" | "lost" | "cancelled";

/** A run, or the runs of one comparison. */
export type Group = readonly [RunState, ...RunState[]];

/** Length of the prefix that the ids of a comparison share. Each id ends with a number of its own. */
const SHARED = 36;

/** Returns the prefix of ids that all runs of a comparison share. */
export function keyOf([{ id }]: Group): string {
  return id.slice(0, SHARED);
}

/** Groups runs by comparison. A group takes the place of its first run. */
export function groupsOf(runs: readonly RunState[]): Group[] {
  return [...Map.groupBy(runs, (run) => keyOf([run])).values()].flatMap((group) => {
    // In the order of the form, because the server may receive them in another order.
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
 * Returns a run after an event.
 *
 * @param now Arrival of the event, in ms since 1970; absent for an event of the history.
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

/** Adds new outcomes. Ignores known ones, because the last event of a run repeats all outcomes. */
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
  /** Outcome of its image, or the reason why there is none yet. */
  readonly content: Outcome | "making" | "waiting" | "lost" | "missing";
  /** Aspect ratio, which does not change while the page is open. */
  readonly shape: number;
}

/**
 * Returns the places of a run in order. A run of this visit has all its places from the start and keeps them. A run of
 * an earlier visit has only places up to its last outcome. If these are full, an error gets one more place.
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

/** Whether a run ended with an error and without any outcome. */
export function failedWhole(run: RunState): boolean {
  return run.error !== undefined && run.outcomes.length === 0;
}

/** Returns the shapes of a group for the layout. A comparison gets so many that it fills a band of its own. */
export function shapesOf([run, ...others]: Group): number[] {
  return others.length > 0 ? Array(20).fill(1) : placesOf(run).map(({ shape }) => shape);
}
