import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBase } from "./base.ts";
import { gravest } from "./change.ts";
import { type ExitCode, type Output, readFlags, runCommand, TERMINAL } from "./command.ts";
import { diffSpec } from "./diff-specs.ts";
import { Git } from "./git.ts";
import { reportLines } from "./report.ts";
import { loadPairs } from "./specs.ts";

const HELP = `Lists what changed in the specs, classed for the users of the clients: breaking, feature or fix.

Usage: pnpm spec:diff [provider ...] [--base REF] [--json]

  provider    only these; all otherwise
  --base REF  compare the working tree with this commit. Otherwise with the one where this branch left
              main; on main itself, with the last commit
  --json      one JSON object in place of lines
  --help      show this text
`;

/** Runs the command on the repository at `root`. */
export function run(args: readonly string[], root: string, output: Output): Promise<ExitCode> {
  return runCommand(output, async () => {
    const { values, positionals } = readArguments(args);
    if (values.help) {
      output.out(HELP.trimEnd());
      return 0;
    }
    const git = await Git.at(root);
    const base = await findBase(git, values.base);
    const diffs = (await loadPairs(git, base, positionals)).map(diffSpec);
    if (values.json) {
      const specs = diffs.map(({ provider, file, changes }) => ({
        provider,
        file,
        level: gravest(changes) ?? null,
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

function readArguments(args: readonly string[]) {
  return readFlags(
    () =>
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          base: { type: "string" },
          json: { type: "boolean" },
          help: { type: "boolean", short: "h" },
        },
      }),
    "--base REF, --json and --help",
  );
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..");
  process.exitCode = await run(process.argv.slice(2), root, TERMINAL);
}
