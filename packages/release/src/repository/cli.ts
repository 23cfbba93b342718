import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, terminal, UsageError } from "@seedream-clients/command-line";
import { readPublicPackages } from "../public-packages.ts";
import { withRepository } from "./manifest.ts";

const COMMAND_LINE = {
  usage: `
Writes the address of the repository into the manifest of every public package. A release does so before it packs: the
registry compares the address with the repository that the release ran in, and a fork must not name ours.

Usage: node packages/release/src/repository/cli.ts https://HOST/OWNER/NAME
`,
  options: {},
  allowPositionals: true,
};

async function writeAddress(root: string, address = ""): Promise<0> {
  if (!/^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(address)) {
    throw new UsageError(`"${address}" is not the address of a repository; pass https://HOST/OWNER/NAME`);
  }
  for (const { folder, id } of await readPublicPackages(root)) {
    const path = join(folder, "package.json");
    await writeFile(path, withRepository(await readFile(path, "utf8"), address, id));
    terminal.out(`packages/${id}: ${address}`);
  }
  return 0;
}

const root = join(import.meta.dirname, "..", "..", "..", "..");
process.exitCode = await runCommand(COMMAND_LINE, process.argv.slice(2), terminal, ({ positionals: [address] }) =>
  writeAddress(root, address),
);
