import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, terminal, UsageError } from "@seedream-clients/command-line";
import { figure } from "./report/figures.ts";
import { describeMachine } from "./report/machine.ts";
import { isMissed, renderSection, replaceSection } from "./report/markdown.ts";
import type { Results, Section } from "./report/section.ts";
import { sections } from "./sections/sections.ts";

const file = join(import.meta.dirname, "../RESULTS.md");

const usage = `
Measures the built clients side by side with their peers and writes packages/benchmarks/RESULTS.md.

Usage: pnpm bench [section …] [--money] [--json]

  section   ${sections.map(({ id }) => id).join(", ")}. Default: all
  --money   only the section "money"
  --json    prints the results as JSON instead, and writes no file
`;

const options = { money: { type: "boolean" }, json: { type: "boolean" } } as const;

process.exitCode = await runCommand(
  { usage, options, allowPositionals: true },
  process.argv.slice(2),
  terminal,
  async ({ values, positionals }) => {
    const wanted = choose(values.money ? ["money"] : positionals);
    const machine = describeMachine();
    const all: Record<string, Results> = {};
    for (const section of wanted) {
      const start = performance.now();
      const results = await section.measure();
      terminal.err(`${section.title}: measured in ${figure((performance.now() - start) / 1000)} s`);
      all[section.id] = results;
      if (!values.json) await write(section.id, renderSection(section, results, machine));
    }
    if (values.json) terminal.out(JSON.stringify({ machine, ...all }, undefined, 2));
    else summarise(Object.values(all));
    return 0;
  },
);

function choose(ids: readonly string[]): readonly Section[] {
  const unknown = ids.find((id) => !sections.some((section) => section.id === id));
  if (unknown !== undefined) throw new UsageError(`There is no section "${unknown}"\n${usage}`);
  return ids.length > 0 ? sections.filter(({ id }) => ids.includes(id)) : sections;
}

async function write(id: string, rendered: string): Promise<void> {
  terminal.out(rendered);
  await writeFile(file, replaceSection(await readFile(file, "utf8"), id, rendered));
}

function summarise(results: readonly Results[]): void {
  for (const goal of results.flatMap(({ goals }) => goals)) {
    const end = isMissed(goal) ? "missed" : "met";
    terminal.out(`${end.padEnd(7)}${goal.name}: ${figure(goal.measured)}, at most ${figure(goal.most)}`);
  }
}
