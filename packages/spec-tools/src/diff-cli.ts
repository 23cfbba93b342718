import { join } from "node:path";
import { type ExitCode, type Output, runCommand, terminal } from "@seedream-clients/command-line";
import { highestLevel } from "./change.ts";
import { diffSince, type SpecDiff } from "./diff-specs.ts";

const COMMAND_LINE = {
  usage: `
Lists the changes of the specs, by their effect on users of the clients: breaking, feature or fix.

Usage: pnpm spec:diff [provider ...] [--base REF] [--json]

  provider    only these. Default: all
  --base REF  compare the working tree with this commit. Default: the commit where this branch left main; on
              main itself, the last commit
  --json      print one JSON object
  --help      show this text
`,
  options: { base: { type: "string" }, json: { type: "boolean" } },
  allowPositionals: true,
} as const;

/** Runs the command on the repository at `root`. */
export function run(args: readonly string[], root: string, output: Output): Promise<ExitCode> {
  return runCommand(COMMAND_LINE, args, output, async ({ values, positionals }) => {
    const { base, diffs } = await diffSince(root, values.base, positionals);
    if (values.json) {
      const specs = diffs.map(({ provider, file, changes }) => ({
        provider,
        file,
        level: highestLevel(changes) ?? null,
        changes: changes.map(({ level, rule, text }) => ({ level, rule, text })),
      }));
      output.out(JSON.stringify({ base: base.commit, specs }, null, 2));
    } else {
      output.out(`The working tree, compared with ${base.words}:`);
      for (const diff of diffs) for (const line of reportLines(diff)) output.out(line);
    }
    return 0;
  });
}

/** Formats the changes of one spec, one per line. */
function reportLines({ provider, file, changes }: SpecDiff): string[] {
  if (changes.length === 0) return [`${provider}: no changes`];
  const count = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  return [
    `${provider}: ${count}, ${highestLevel(changes)} (${file})`,
    ...changes.map(({ level, text, rule }) => `  ${level.padEnd(8)}  ${text}  [${rule}]`),
  ];
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..");
  process.exitCode = await run(process.argv.slice(2), root, terminal);
}
