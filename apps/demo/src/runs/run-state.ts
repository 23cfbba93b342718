import type { ImageEvent, ImageOutcome, ImageResult, SeedreamError, Warning } from "@seedream-clients/core";
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

/** What came of an image. */
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
  /** How far it is. */
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
  const outcomes = [...run.outcomes, ...fresh.map((each) => (each.ok ? picture(run, each, now) : each))];
  return { ...run, outcomes: outcomes.sort((a, b) => a.index - b.index) };
}

type Made = Extract<ImageOutcome | WireOutcome, { ok: true }>;

function picture({ id, facts }: RunState, { index, image }: Made, now: number | undefined): Picture {
  const { width, height, mediaType } = image;
  const file = `seedream-${id.slice(0, 8)}-${index + 1}.${mediaType === "image/png" ? "png" : "jpg"}`;
  const at = now && Math.max(0, now - facts.startedAt);
  return { ok: true, index, url: addressOf(id, index), file, width, height, mediaType, at };
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

export function warningsOf({ result, expected }: RunState): Warning[] {
  return worthTelling(result?.warnings ?? [], expected);
}

/** That a single image does not come in a stream is nothing that anyone asked for. */
export function worthTelling(warnings: readonly Warning[], count: number): Warning[] {
  return warnings.filter(({ feature }) => feature !== "stream" || count > 1);
}

/** A place of a run, by index. */
export type Place =
  | { readonly kind: "image"; readonly index: number; readonly image: Picture }
  | { readonly kind: "failed"; readonly index: number; readonly error: RunError }
  /** Being made, or waiting its turn. */
  | { readonly kind: "making" | "waiting" | "lost" | "missing"; readonly index: number };

/**
 * The places of a run in their order. All are there from the moment it was sent, and stay while the page is open; a run
 * of an earlier visit has those that something came of, and one more for the reason why no more came.
 */
export function placesOf(run: RunState, isLost: boolean): Place[] {
  const byIndex = new Map(run.outcomes.map((outcome) => [outcome.index, outcome]));
  const known = (run.outcomes.at(-1)?.index ?? -1) + 1;
  const kept = isOver(run) && !run.isFresh ? known : Math.max(run.expected, known);
  const isFull = kept === byIndex.size && run.error !== undefined;
  const indexes = Array.from({ length: kept + (isFull ? 1 : 0) }, (_, index) => index);
  const open = indexes.filter((index) => !byIndex.has(index));
  return indexes.map((index) => {
    const outcome = byIndex.get(index);
    if (outcome?.ok) return { kind: "image", index, image: outcome };
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
  return run.error !== undefined && run.outcomes.length === 0;
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
  return shapeOf((typeof size === "object" ? size.aspectRatio : size) ?? "");
}
