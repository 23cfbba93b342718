/** What a change means for users of the generated client. */
export type Level = "breaking" | "feature" | "fix";

/** From the gravest to the lightest. */
export const LEVELS: readonly Level[] = ["breaking", "feature", "fix"];

/** Which way a schema travels. What a request may leave out, an answer may lack: the same edit is not the same news. */
export type Direction = "request" | "response";

export interface Change {
  readonly level: Level;
  /** Name of the rule that found it. */
  readonly rule: string;
  /** What changed, for users, in Markdown. */
  readonly text: string;
  /** Whether it concerns texts for people only: the simulator plays without them. */
  readonly prose: boolean;
}

/** The gravest level among the changes. */
export function gravest(changes: readonly Change[]): Level | undefined {
  return LEVELS.find((level) => changes.some((change) => change.level === level));
}

/** Changes without repetitions, the gravest first. A schema met twice is told once, at its gravest. */
export function inOrder(changes: readonly Change[]): Change[] {
  const seen = new Set<string>();
  const sorted = LEVELS.flatMap((level) => changes.filter((change) => change.level === level));
  return sorted.filter(({ rule, text }) => {
    const key = `${rule} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
