/** A fenced code block of a README, with the comments that say how to test it. */
export interface Snippet {
  /** The README's path from the root of the repository. */
  readonly readme: string;
  /** Line of the first line of code, from 1. */
  readonly line: number;
  readonly heading: string;
  /** The word behind the fence; "" if there is none. */
  readonly language: string;
  readonly code: readonly string[];
  /** Code only for the test, in comments above and below. */
  readonly hidden: readonly HiddenCode[];
  readonly options: SnippetOptions;
}

export interface HiddenCode {
  readonly line: number;
  readonly code: readonly string[];
}

export interface SnippetOptions {
  /** Whether this snippet continues the previous one in the same language. */
  readonly continues: boolean;
  /** Whether the program runs until the next server or the end of the README. */
  readonly serves: boolean;
  /** Whether only the added side of a diff is a program, because the removed side calls a service without a mock. */
  readonly added: boolean;
  /** Whether it needs a PostgreSQL server. The environment then has the server's address. */
  readonly database: boolean;
  /** Further runs of the snippet: with other providers, scenarios of the simulator, or environments of Vitest. */
  readonly also: readonly string[];
}

/** Returns the name of a test: the place of its snippet. */
export function titleOf({ readme, line, heading, language }: Snippet): string {
  return `${readme}:${line} ${heading} (${language || "text"})`;
}

const usual: SnippetOptions = { continues: false, serves: false, added: false, database: false, also: [] };

/** @throws An option does not exist. The message names `place`. */
export function readOptions(text: string | undefined, place: string): SnippetOptions {
  let options = usual;
  for (const word of (text ?? "").split(";").map((word) => word.trim())) {
    if (word === "continues" || word === "serves" || word === "added" || word === "database")
      options = { ...options, [word]: true };
    else if (word.startsWith("also ")) options = { ...options, also: word.slice(5).split(",").map(trim) };
    else if (word)
      throw new Error(`${place}: "${word}" is not an option; use continues, serves, added, database or also <name>, …`);
  }
  return options;
}

const trim = (text: string) => text.trim();
