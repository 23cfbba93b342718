import type { Snippet } from "./snippet.ts";

/** The program that runs a snippet: Node, or the test runner that the snippet imports. */
export type Runner = "node" | "vitest" | "node:test" | "jest" | "playwright";

/** A snippet as a file. */
export interface Program {
  readonly snippet: Snippet;
  /** Name of the file: the name in the snippet's first line, else a name with its line number. */
  readonly file: string;
  /** Each line has the same number as in the README, so that messages about the file name the README's lines. */
  readonly lines: readonly string[];
  readonly runner: Runner;
}
