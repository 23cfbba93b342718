/** A fenced code block of a README, with the comments that say how to test it. */
export interface Snippet {
  /** The README's path from the root of the repository. */
  readonly readme: string;
  /** Line of the first line of code, from 1. */
  readonly line: number;
  readonly heading: string;
  /** The word behind the fence; "" where there is none. */
  readonly language: string;
  readonly code: readonly string[];
  /** Code for the test alone, in comments above and below. */
  readonly hidden: readonly HiddenCode[];
  readonly options: SnippetOptions;
}

export interface HiddenCode {
  readonly line: number;
  readonly code: readonly string[];
}

export interface SnippetOptions {
  /** Whether the snippet before in the same language is the beginning of this one. */
  readonly continues: boolean;
  /** Whether the program runs until the next server or the end of the README. */
  readonly serves: boolean;
  /** Whether it needs a PostgreSQL server, whose address is in the environment. */
  readonly database: boolean;
  /** What to run the snippet with once more: other providers, scenarios of the simulator, environments of Vitest. */
  readonly also: readonly string[];
}

/** Name of a test: where the snippet is. */
export function titleOf({ readme, line, heading, language }: Snippet): string {
  return `${readme}:${line} ${heading} (${language || "text"})`;
}

const usual: SnippetOptions = { continues: false, serves: false, database: false, also: [] };

/** @throws for an option that does not exist, naming `place`. */
export function readOptions(text: string | undefined, place: string): SnippetOptions {
  let options = usual;
  for (const word of (text ?? "").split(";").map((word) => word.trim())) {
    if (word === "continues" || word === "serves" || word === "database") options = { ...options, [word]: true };
    else if (word.startsWith("also ")) options = { ...options, also: word.slice(5).split(",").map(trim) };
    else if (word)
      throw new Error(`${place}: "${word}" is not an option; use continues, serves, database or also <name>, …`);
  }
  return options;
}

const trim = (text: string) => text.trim();
