import { CommandError } from "@seedream-clients/command-line";
import type { Path } from "./json.ts";

/** A place in a text file, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A mistake in a spec. Nothing is generated until it is corrected. */
export interface Problem extends Position {
  /** Path of the spec from the root of the repository, with `/`. */
  readonly file: string;
  readonly reason: string;
  /** Instruction to correct the mistake. */
  readonly remedy: string;
}

/** Collects the problems of a spec, or of a part of a spec. */
export type Report = (path: Path, reason: string, remedy: string) => void;

/** Thrown for mistakes in specs, before anything is written. */
export class ProblemsError extends CommandError {
  override readonly name = "ProblemsError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super([...problems].sort(byPosition).map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/** Thrown for a missing spec, package, README or marker. */
export class LayoutError extends CommandError {
  override readonly name = "LayoutError";
}

function formatProblem({ file, line, column, reason, remedy }: Problem): string {
  return `${file}:${line}:${column}: ${reason} — ${remedy}`;
}

function byPosition(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file, "en") || a.line - b.line || a.column - b.column;
}
