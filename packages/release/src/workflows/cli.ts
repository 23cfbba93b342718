import { join } from "node:path";
import { runCommand, terminal } from "@seedream-clients/command-line";
import { lintWorkflows } from "./lint.ts";

const USAGE = `
Checks .github/workflows with actionlint, and that each action is pinned by hash.

Usage: pnpm lint:workflows
`;

const root = join(import.meta.dirname, "..", "..", "..", "..");
process.exitCode = await runCommand({ usage: USAGE, options: {} }, process.argv.slice(2), terminal, async () =>
  (await lintWorkflows(root, terminal)) ? 0 : 1,
);
