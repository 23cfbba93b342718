import type { ModelCatalogue } from "@seedream-clients/core";
import { applyDiff } from "./diff.ts";
import { clients } from "./generated/clients.ts";
import type { Program, Runner } from "./program.ts";
import type { Snippet } from "./snippet.ts";

export const languages = ["ts", "tsx", "js", "mjs"];

/** Returns the clients that an option selects to replace Ark's client in a snippet; none for other options. */
export function clientsMeant(option: string): readonly (keyof typeof clients)[] {
  const others = clientNames.filter((name) => name !== "ark");
  if (option === "every client") return others;
  if (option === "every client with groups") return others.filter((name) => makesGroups(clients[name].models));
  return others.filter((name) => name === option);
}

const clientNames = Object.keys(clients).filter((name): name is keyof typeof clients => Object.hasOwn(clients, name));

function makesGroups({ default: usual, models }: ModelCatalogue): boolean {
  return models.some(({ name, group }) => name === usual && group);
}

const runners: readonly (readonly [RegExp, Runner])[] = [
  [/ from "vitest"/, "vitest"],
  [/ from "node:test"/, "node:test"],
  [/ from "@jest\/globals"/, "jest"],
  [/\btest\b.* from "@playwright\/test"/, "playwright"],
];

/**
 * Returns the programs of a README: its TypeScript and JavaScript snippets, and the results of its diffs.
 *
 * @throws Two snippets have the same file name.
 */
export function programsOf(snippets: readonly Snippet[]): readonly Program[] {
  const programs: Program[] = [];
  for (const snippet of snippets) {
    if (snippet.language === "diff") programs.push(...diffPrograms(snippet, programs));
    else if (languages.includes(snippet.language)) {
      const program = programOf(snippet, programs);
      // The snippet itself comes last, because the next snippet may change or continue it.
      programs.push(...onOtherProviders(program), program);
    }
  }
  for (const [at, { file, snippet }] of programs.entries()) {
    const twin = programs.findIndex((program) => program.file === file);
    if (twin < at) throw new Error(`${snippet.readme}:${snippet.line}: another snippet is named ${file}, too`);
  }
  return programs;
}

function programOf(snippet: Snippet, earlier: readonly Program[]): Program {
  const previous = earlier.findLast(({ snippet: { language } }) => language === snippet.language);
  const lines: string[] = snippet.options.continues ? [...(previous?.lines ?? [])] : [];
  const parts = [...snippet.hidden, { line: snippet.line, code: snippet.code }];
  for (const { line, code } of parts) {
    for (const [at, text] of code.entries()) lines[line - 1 + at] = text;
  }
  return toProgram(
    snippet,
    Array.from(lines, (line) => line ?? ""),
  );
}

/** Returns the program with the import of another client, for each client that the options name. */
function onOtherProviders(program: Program): readonly Program[] {
  const { file, lines, snippet } = program;
  return snippet.options.also.flatMap(clientsMeant).map((provider) => {
    const moved = lines.map((line) => line.replace(/"@seedream-clients\/ark\b/, `"@seedream-clients/${provider}`));
    const named = moved.map((line) => line.replace(/\bcreateArk\b/g, clients[provider].create));
    // Scenarios and environments are tested with the program itself.
    const options = { ...snippet.options, also: [] };
    return { ...program, snippet: { ...snippet, options }, file: `${provider}-${file}`, lines: named };
  });
}

/** Returns the snippet that a diff changes. If it changes no earlier snippet, its sides are programs. */
function diffPrograms(snippet: Snippet, earlier: readonly Program[]): readonly Program[] {
  const { base, lines } = applyDiff(snippet, earlier);
  if (lines) return [toProgram({ ...snippet, language: base }, lines)];
  const sides = snippet.options.added ? ["+"] : ["-", "+"];
  return sides.map((side) => {
    const sideLines = snippet.code.map((line) => (line.startsWith(side) || line.startsWith(" ") ? line.slice(1) : ""));
    const empty = Array<string>(snippet.line - 1).fill("");
    return toProgram({ ...snippet, language: base }, [...empty, ...sideLines], side === "+" ? "after" : "before");
  });
}

function toProgram(snippet: Snippet, lines: readonly string[], part = ""): Program {
  const code = lines.join("\n");
  const runner = runners.find(([imports]) => imports.test(code))?.[1] ?? "node";
  const named = /^\/\/ ([\w-]+(?:\.[\w-]+)*\.(?:ts|tsx|js|mjs))\b/.exec(snippet.code[0] ?? "")?.[1];
  const kind = { node: "", playwright: ".spec" }[runner as string] ?? ".test";
  return { snippet, file: named ?? `line-${snippet.line}${part}${kind}.${snippet.language}`, lines, runner };
}
