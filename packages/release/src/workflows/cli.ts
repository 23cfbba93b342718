import { join } from "node:path";
import { type Output, runCommand, terminal } from "@seedream-clients/command-line";
import { lintWorkflows } from "./lint.ts";
import { findOtherVersions } from "./node-versions.ts";

const USAGE = `
Checks .github/workflows with actionlint, that each action is pinned by hash, and that workflows, manifests and settings
follow the versions of Node in .github/node-versions.json.

Usage: pnpm lint:workflows
`;

async function lint(root: string, output: Output): Promise<0 | 1> {
  const passed = await lintWorkflows(root, output);
  const others = await findOtherVersions(root);
  for (const fault of others) output.err(fault);
  return passed && others.length === 0 ? 0 : 1;
}

const root = join(import.meta.dirname, "..", "..", "..", "..");
process.exitCode = await runCommand({ usage: USAGE, options: {} }, process.argv.slice(2), terminal, () =>
  lint(root, terminal),
);
