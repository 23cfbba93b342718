import { expect } from "vitest";
import type { Program } from "./program.ts";

/** Checks that a program printed the outputs in the comments behind its `console.log()`; `…` matches any text. */
export function checkOutput(
  { snippet, lines }: Program,
  withFreePorts: (text: string) => string,
  stdout: string,
): void {
  const printed = plain(stdout);
  for (const [at, line] of lines.entries()) {
    const stated = /console\.log\(.*\);? \/\/ (.+)$/.exec(line)?.[1];
    if (stated === undefined) continue;
    const pattern = plain(withFreePorts(stated)).split("…").map(RegExp.escape).join(".*");
    if (new RegExp(pattern).test(printed)) continue;
    expect.fail(
      `${snippet.readme}:${at + 1}: the comment states the output "${stated}"; the program printed: ${stdout}`,
    );
  }
}

/** Unifies quotes and white space, because Node prints other quotes, and breaks long objects into lines. */
function plain(text: string): string {
  return text.replaceAll("'", '"').replace(/\s+/g, " ").trim();
}
