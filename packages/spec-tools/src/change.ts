/** What a change means for users of the generated client. */
export type Level = "breaking" | "feature" | "fix";

/** Most severe first. */
export const LEVELS: readonly Level[] = ["breaking", "feature", "fix"];

/** Whether a schema describes a request or a response: the same edit means something else in each. */
export type Direction = "request" | "response";

export interface Change {
  readonly level: Level;
  /** Name of the rule that reported it. */
  readonly rule: string;
  /** What changed, for users, in Markdown. */
  readonly text: string;
  /** Whether only texts for people changed, which the simulator does not use. */
  readonly prose: boolean;
}

/** Returns the most severe level of the changes. */
export function highestLevel(changes: readonly Change[]): Level | undefined {
  return LEVELS.find((level) => changes.some((change) => change.level === level));
}

/** Removes duplicates and sorts by severity. A schema that is used twice is reported once, at its most severe level. */
export function sortChanges(changes: readonly Change[]): Change[] {
  const seen = new Set<string>();
  const sorted = LEVELS.flatMap((level) => changes.filter((change) => change.level === level));
  return sorted.filter(({ rule, text }) => {
    const key = `${rule} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
