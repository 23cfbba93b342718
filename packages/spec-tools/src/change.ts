import type { Aspect, TypePath } from "./types/finding.ts";

/** Effect of a change on users of the generated client. */
export type Level = "breaking" | "feature" | "fix";

/** Most severe first. */
export const LEVELS: readonly Level[] = ["breaking", "feature", "fix"];

/** Whether a schema describes a request or a response. The same edit has a different effect in each. */
export type Direction = "request" | "response";

/** A difference between two versions of a spec. */
export interface Difference {
  /** Name of the rule that reported it. */
  readonly rule: string;
  /** Description of the change for users, in Markdown. */
  readonly text: string;
  /** Whether only texts for people changed, which the simulator does not use. */
  readonly prose: boolean;
  /** Absent if the compiler decides. */
  readonly level?: Level;
  /** Aspect of the compiler's finding that decides the level. Default: any. */
  readonly aspect?: Aspect;
  /** The level if the compiler found nothing there. */
  readonly unseen?: Level;
  /** Path to the changed part in the generated types. */
  readonly path: TypePath;
}

/** A difference with its effect on users. */
export interface Change extends Difference {
  readonly level: Level;
}

/** Returns the most severe level of the changes. */
export function highestLevel(changes: readonly Change[]): Level | undefined {
  return LEVELS.find((level) => changes.some((change) => change.level === level));
}

/** Sorts by severity and removes repeated texts. A schema that is used twice appears once, at its most severe level. */
export function sortChanges(changes: readonly Change[]): Change[] {
  const sorted = LEVELS.flatMap((level) => changes.filter((change) => change.level === level));
  return withoutRepeated(sorted);
}

export function withoutRepeated<D extends Difference>(differences: readonly D[]): D[] {
  return [...Map.groupBy(differences, ({ rule, text }) => `${rule} ${text}`).values()].flatMap(
    ([first]) => first ?? [],
  );
}
