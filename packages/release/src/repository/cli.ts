import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { console, runCommand } from "../command.ts";
import { readPublicPackages } from "../public-packages.ts";
import { ReleaseError } from "../release-error.ts";
import { withRepository } from "./manifest.ts";

/**
 * Writes the repository's address into the manifests of all public packages. A release does so before it packs: the
 * registry compares it with the repository that the release ran in, and a fork is not to name ours.
 */
async function run([address]: readonly string[]): Promise<boolean> {
  if (!address || !/^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(address)) {
    throw new ReleaseError(`"${address ?? ""}" is not the address of a repository: https://HOST/OWNER/NAME`);
  }
  for (const { folder, id } of await readPublicPackages(join(import.meta.dirname, "..", "..", "..", ".."))) {
    const path = join(folder, "package.json");
    await writeFile(path, withRepository(await readFile(path, "utf8"), address, id));
    console.out(`packages/${id}: ${address}`);
  }
  return true;
}

await runCommand(() => run(process.argv.slice(2)));
