import { join } from "node:path";
import { type Output, runCommand, terminal, withStopSignal } from "@seedream-clients/command-line";
import { requireBuilt } from "../built.ts";
import { type PublicPackage, readPublicPackages } from "../public-packages.ts";
import { findAddress } from "../repository/address.ts";
import { inTemporaryFolder } from "../temporary-folder.ts";
import { checkContents } from "./contents.ts";
import { checkCoreRange } from "./core-range.ts";
import { checkLinks } from "./links.ts";
import { checkManifest } from "./manifest.ts";
import { checkMetadata } from "./metadata.ts";
import { findLeftOver, findModules } from "./modules.ts";
import { checkSourceMaps } from "./source-maps.ts";
import { packPackage, type Tarball } from "./tarball.ts";
import { checkTypes } from "./types.ts";
import { findUnused } from "./unused.ts";

const USAGE = `
Checks what would be published: manifest, types and contents of each public package. Also lists unused files, exports
and dependencies. Needs \`pnpm build\` before.

Usage: pnpm release:check
`;

async function check(root: string, { out, err }: Output, stop: AbortSignal): Promise<0 | 1> {
  const packages = await readPublicPackages(root);
  requireBuilt(packages);
  const address = await findAddress(root, {});
  const [unused, faults] = await Promise.all([
    findUnused(root, stop),
    inTemporaryFolder((folder) => Promise.all(packages.map((item) => checkPackage(item, address, folder, stop)))),
  ]);
  for (const fault of faults.flat()) err(fault);
  if (unused) err(`${unused}\n\nRemove unused code; if knip is wrong, add an exception with the reason to knip.jsonc.`);
  if (faults.flat().length > 0 || unused) return 1;
  out(`${packages.length} packages checked: manifest, types, contents; nothing in the workspace is unused`);
  return 0;
}

async function checkPackage(
  item: PublicPackage,
  address: string | undefined,
  folder: string,
  stop: AbortSignal,
): Promise<string[]> {
  const tarball = await packPackage(item, folder, stop);
  const faults = [
    ...checkContents(tarball.files),
    ...checkMetadata(tarball.read("package.json") ?? "{}", item.id, address),
    ...checkLinks(tarball.read("README.md") ?? ""),
    ...checkBuilt(item, tarball),
    ...(await checkManifest(tarball)),
    ...(await checkTypes(tarball)),
  ];
  return faults.map((fault) => `packages/${item.id}: ${fault}`);
}

function checkBuilt(item: PublicPackage, { files, read }: Tarball): string[] {
  const { found, faults } = findModules(item, read);
  const range = checkCoreRange(read("package.json") ?? "{}", found);
  return [...faults, ...findLeftOver(files, found), ...checkSourceMaps(found, read), ...range];
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..", "..");
  process.exitCode = await runCommand({ usage: USAGE, options: {} }, process.argv.slice(2), terminal, () =>
    withStopSignal(terminal, (stop) => check(root, terminal, stop)),
  );
}
