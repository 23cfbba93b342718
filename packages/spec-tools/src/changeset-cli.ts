import { join } from "node:path";
import { applyChanges, type Change as FileChange } from "@seedream-clients/codegen/src/write.ts";
import { type ExitCode, type Output, runCommand, terminal } from "@seedream-clients/command-line";
import { checkChangesets } from "./check-changesets.ts";
import { diffSince } from "./diff-specs.ts";
import { publishedPackages } from "./packages.ts";
import { type PlannedChangeset, planChangesets } from "./plan-changesets.ts";

const COMMAND_LINE = {
  usage: `
Writes a changeset for each spec that changed: the packages, the bump, and a text for users.

Usage: pnpm spec:changeset [--base REF] [--check]

  --base REF  what changed since this commit. Otherwise since this branch left main; on main itself, since
              the last commit
  --check     write nothing; exit with 1 if a spec or a published package changed without a changeset, or
              with one that asks for too little
  --help      show this text
`,
  options: { base: { type: "string" }, check: { type: "boolean" } },
} as const;

const KEPT = "its text was bettered by hand and stays; remove the file to have it written anew";

/** Runs the command on the repository at `root`. */
export function run(args: readonly string[], root: string, output: Output): Promise<ExitCode> {
  return runCommand(COMMAND_LINE, args, output, async ({ values }) => {
    const { git, base, diffs } = await diffSince(root, values.base);
    const packages = await publishedPackages(root);
    output.out(`The working tree, compared with ${base.words}:`);
    if (values.check) return report(await checkChangesets(git, base, diffs, packages), output);
    return write(await planChangesets(git, base, diffs, packages), root, output);
  });
}

function report(complaints: readonly string[], output: Output): 0 | 1 {
  for (const complaint of complaints) output.err(complaint);
  if (complaints.length > 0) return 1;
  output.out("every change has its changeset");
  return 0;
}

async function write(plans: readonly PlannedChangeset[], root: string, output: Output): Promise<0> {
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
  process.exitCode = await run(process.argv.slice(2), root, terminal);
}
