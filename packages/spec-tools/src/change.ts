import type { Aspect, TypePath } from "./types/finding.ts";

/** What a change means for users of the generated client. */
export type Level = "breaking" | "feature" | "fix";

/** Most severe first. */
export const LEVELS: readonly Level[] = ["breaking", "feature", "fix"];

/** Whether a schema describes a request or a response: the same edit means something else in each. */
export type Direction = "request" | "response";

/** What differs between two versions of a spec. */
export interface Difference {
  /** Name of the rule that reported it. */
  readonly rule: string;
  /** What changed, for users, in Markdown. */
  readonly text: string;
  /** Whether only texts for people changed, which the simulator does not use. */
  readonly prose: boolean;
  /** Absent where the compiler decides. */
  readonly level?: Level;
  /** What the compiler must have found there. */
  readonly aspect?: Aspect;
  /** The level if the compiler found nothing there. */
  readonly unseen?: Level;
  /** Where the generated types have it. */
  readonly path: TypePath;
}

/** A difference, and what it means for users. */
export interface Change extends Difference {
  readonly level: Level;
}

/** Returns the most severe level of the changes. */
export function highestLevel(changes: readonly Change[]): Level | undefined {
  return LEVELS.find((level) => changes.some((change) => change.level === level));
}

/** Sorts by severity and removes repeated texts: a schema that is used twice is reported once, at its most severe level. */
export function sortChanges(changes: readonly Change[]): Change[] {
  const sorted = LEVELS.flatMap((level) => changes.filter((change) => change.level === level));
  return withoutRepeated(sorted);
}

export function withoutRepeated<D extends Difference>(differences: readonly D[]): D[] {
  return [...Map.groupBy(differences, ({ rule, text }) => `${rule} ${text}`).values()].flatMap(
    ([first]) => first ?? [],
  );
}
