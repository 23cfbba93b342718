/** A place in a text file, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something in a spec that has to be corrected before anything is written. */
export interface Problem extends Position {
  /** Path of the spec from the root of the repository, with `/`. */
  readonly file: string;
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Ends a run that found problems; nothing has been written by then. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super([...problems].sort(byPlace).map(formatProblem).join("\n"));
    this.name = "ProblemsError";
    this.problems = problems;
  }
}

/** Ends a run whose arguments name something that there is not. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Ends a run that finds no spec, or no package to write to. */
export class LayoutError extends Error {
  override readonly name = "LayoutError";
}

function formatProblem({ file, line, column, reason, remedy }: Problem): string {
  return `${file}:${line}:${column}: ${reason} — ${remedy}`;
}

function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file, "en") || a.line - b.line || a.column - b.column;
}
