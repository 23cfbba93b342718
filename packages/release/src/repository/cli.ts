import { join } from "node:path";
import { runCommand, terminal } from "@seedream-clients/command-line";
import { requireAddress } from "./address.ts";
import { stampPackages } from "./stamp.ts";

const USAGE = `
Writes the address of the repository into the manifest of every public package: repository, homepage and bugs. The address
is \`repository\` in the package.json of the root; in a workflow of GitHub without that field, the workflow's own.

Usage: pnpm release:repository
`;

async function writeAddress(root: string): Promise<0> {
  const address = await requireAddress(root, process.env);
  const ids = await stampPackages(root, address);
  terminal.out(`${address}: ${ids.join(", ")}`);
  return 0;
}

const root = join(import.meta.dirname, "..", "..", "..", "..");
process.exitCode = await runCommand({ usage: USAGE, options: {} }, process.argv.slice(2), terminal, () =>
  writeAddress(root),
);
