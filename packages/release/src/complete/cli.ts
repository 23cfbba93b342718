import { join } from "node:path";
import { runCommand, terminal } from "@seedream-clients/command-line";
import { registryUrl } from "../registry-url.ts";
import { completeReleases } from "./complete.ts";

const USAGE = `
Creates the tags and GitHub releases that a release left out after it had published. Needs gh, and the whole history.

Usage: pnpm release:complete
`;

async function complete(root: string): Promise<0> {
  await completeReleases(root, await registryUrl(root), terminal);
  return 0;
}

const root = join(import.meta.dirname, "..", "..", "..", "..");
process.exitCode = await runCommand({ usage: USAGE, options: {} }, process.argv.slice(2), terminal, () =>
  complete(root),
);
