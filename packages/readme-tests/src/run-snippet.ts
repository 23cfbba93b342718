import { expect } from "vitest";
import { parse } from "yaml";
import { type Diagnostic, errorsIn } from "./compile.ts";
import { languages } from "./programs.ts";
import { runProgram } from "./run-program.ts";
import { runShell } from "./run-shell.ts";
import type { Session } from "./session.ts";
import type { Snippet } from "./snippet.ts";

/** Compiles and runs a snippet of any language. */
export async function runSnippet(
  snippet: Snippet,
  session: Session,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const { language, code, options } = snippet;
  const programs = session.project.programs.filter(({ snippet: { line } }) => line === snippet.line);
  for (const program of programs) expect(errorsIn(program, diagnostics), "errors of the compiler").toEqual([]);
  // Without a PostgreSQL server, the snippet is only compiled.
  if (options.database && session.database === undefined) return;
  if (language === "json") JSON.parse(code.join("\n"));
  else if (language === "sh") await runShell(snippet, session);
  else if (language === "yaml") parse(code.join("\n"));
  else if (language !== "diff" && !languages.includes(language)) {
    // Trees of files and the like have no language; a new language needs a way to run it.
    expect(language, "a language that the tests can run").toBe("");
  }
  for (const program of programs) await runProgram(program, session);
}
