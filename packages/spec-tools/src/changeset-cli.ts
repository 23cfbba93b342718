import { join } from "node:path";
import { requireGone } from "@seedream-clients/codegen/src/removed-provider.ts";
import { applyChanges, type Change as FileChange } from "@seedream-clients/codegen/src/write.ts";
import { type ExitCode, type Output, runCommand, terminal } from "@seedream-clients/command-line";
import { checkChangesets } from "./check-changesets.ts";
import { diffSince } from "./diff-specs.ts";
import { publishedPackages } from "./packages.ts";
import { isRemoved, type PlannedChangeset, planChangesets } from "./plan-changesets.ts";
import { spreadBumps } from "./spread-bumps.ts";

const COMMAND_LINE = {
  usage: `
Writes a changeset for each spec that changed: the packages, the bump, and a text for users. Also adds the packages
that a changed package reaches: a bump of core bumps each client, and a break of jobs is one of web, its peer.

Usage: pnpm spec:changeset [--base REF] [--check]

  --base REF  compare with this commit. Default: the commit where this branch left main; on main itself, the
              last commit, or where main left origin/main if it has commits of its own
  --check     write nothing; exit with 1 if a spec, the sources or the exports of a published package changed
              without a changeset, or with a bump that is too small
  --help      show this text
`,
  options: { base: { type: "string" }, check: { type: "boolean" } },
} as const;

const SPREAD = "added the packages that export what it changes, or need it beside them";
const KEPT = "kept its text, which was edited by hand; remove the file to rewrite it";

/** Runs the command on the repository at `root`. */
export function run(args: readonly string[], root: string, output: Output): Promise<ExitCode> {
  return runCommand(COMMAND_LINE, args, output, async ({ values }) => {
    const { git, base, diffs } = await diffSince(root, values.base);
    for (const diff of diffs) if (isRemoved(diff)) await requireGone(root, diff.provider);
    const packages = await publishedPackages(root);
    output.out(`The working tree, compared with ${base.words}:`);
    if (values.check) return report(await checkChangesets(git, base, diffs, packages), output);
    await write(await planChangesets(git, base, diffs, packages), root, output);
    for (const file of await spreadBumps(git, base, packages)) output.out(`updated ${file}: ${SPREAD}`);
    return 0;
  });
}

function report(issues: readonly string[], output: Output): 0 | 1 {
  for (const issue of issues) output.err(issue);
  if (issues.length > 0) return 1;
  output.out("every change has a changeset");
  return 0;
}

async function write(plans: readonly PlannedChangeset[], root: string, output: Output): Promise<void> {
  await applyChanges(
    plans.flatMap(({ file, text, state }): FileChange[] => {
      const path = join(root, file);
      if (state === "up to date") return [];
      return [text === undefined ? { kind: "stale", path } : { kind: "out of date", path, text }];
    }),
  );
  for (const { file, state } of plans)
    output.out(state === "text kept" ? `updated ${file}: ${KEPT}` : `${state}: ${file}`);
  if (plans.length === 0) output.out("no changed spec needs a changeset");
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..");
  process.exitCode = await run(process.argv.slice(2), root, terminal);
}
