import { join } from "node:path";
import type { Output } from "@seedream-clients/codegen/src/output.ts";
import { applyChanges, type Change as FileChange } from "@seedream-clients/codegen/src/write.ts";
import { checkChangesets } from "./check-changesets.ts";
import { type ExitCode, readFlags, runCommand, TERMINAL } from "./command.ts";
import { diffSince } from "./diff-specs.ts";
import { publishedPackages } from "./packages.ts";
import { type PlannedChangeset, planChangesets } from "./plan-changesets.ts";

const HELP = `Writes a changeset for each spec that changed: the packages, the bump, and a text for users.

Usage: pnpm spec:changeset [--base REF] [--check]

  --base REF  what changed since this commit. Otherwise since this branch left main; on main itself, since
              the last commit
  --check     write nothing; exit with 1 if a spec or a published package changed without a changeset, or
              with one that asks for too little
  --help      show this text
`;

const FLAGS = {
  options: { base: { type: "string" }, check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  allowPositionals: false,
  words: "--base REF, --check and --help",
} as const;

const KEPT = "its text was bettered by hand and stays; remove the file to have it written anew";

/** Runs the command on the repository at `root`. */
export function run(args: readonly string[], root: string, output: Output): Promise<ExitCode> {
  return runCommand(output, async () => {
    const { values } = readFlags(args, FLAGS);
    if (values.help) {
      output.out(HELP.trimEnd());
      return 0;
    }
    const { git, base, diffs } = await diffSince(root, values.base);
    const packages = await publishedPackages(root);
    output.out(`The working tree, compared with ${base.words}:`);
    if (values.check) return report(await checkChangesets(git, base, diffs, packages), output);
    return write(await planChangesets(git, base, diffs, packages), root, output);
  });
}

function report(complaints: readonly string[], output: Output): ExitCode {
  for (const complaint of complaints) output.err(complaint);
  if (complaints.length > 0) return 1;
  output.out("every change has its changeset");
  return 0;
}

async function write(plans: readonly PlannedChangeset[], root: string, output: Output): Promise<ExitCode> {
  await applyChanges(
    plans.flatMap(({ file, text, state }): FileChange[] => {
      const path = join(root, file);
      if (state === "up to date") return [];
      return [text === undefined ? { kind: "stale", path } : { kind: "out of date", path, text }];
    }),
  );
  for (const { file, state } of plans)
    output.out(state === "text kept" ? `updated ${file}: ${KEPT}` : `${state}: ${file}`);
  if (plans.length === 0) output.out("no spec changed");
  return 0;
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..");
  process.exitCode = await run(process.argv.slice(2), root, TERMINAL);
}
