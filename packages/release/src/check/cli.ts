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
import { checkPeers } from "./peers.ts";
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
    inTemporaryFolder((folder) => packAndCheck(packages, address, folder, stop)),
  ]);
  for (const fault of faults.flat()) err(fault);
  if (unused) err(`${unused}\n\nRemove unused code; if knip is wrong, add an exception with the reason to knip.jsonc.`);
  if (faults.flat().length > 0 || unused) return 1;
  out(`${packages.length} packages checked: manifest, types, contents; nothing in the workspace is unused`);
  return 0;
}

async function packAndCheck(
  packages: readonly PublicPackage[],
  address: string | undefined,
  folder: string,
  stop: AbortSignal,
): Promise<string[][]> {
  const packed = await Promise.all(
    packages.map(async (item) => ({ item, tarball: await packPackage(item, folder, stop) })),
  );
  const manifests = new Map(packed.map(({ item, tarball }) => [item.name, manifestOf(tarball)]));
  return Promise.all(packed.map(({ item, tarball }) => checkPackage(item, tarball, address, manifests)));
}

function manifestOf({ read }: Tarball): string {
  return read("package.json") ?? "{}";
}

async function checkPackage(
  item: PublicPackage,
  tarball: Tarball,
  address: string | undefined,
  manifests: ReadonlyMap<string, string>,
): Promise<string[]> {
  const manifest = manifestOf(tarball);
  const faults = [
    ...checkContents(tarball.files),
    ...checkMetadata(manifest, item.id, address),
    ...checkPeers(manifest, manifests),
    ...checkLinks(tarball.read("README.md") ?? ""),
    ...checkBuilt(item, tarball),
    ...(await checkManifest(tarball)),
    ...(await checkTypes(tarball)),
  ];
  return faults.map((fault) => `packages/${item.id}: ${fault}`);
}

function checkBuilt(item: PublicPackage, tarball: Tarball): string[] {
  const { files, read } = tarball;
  const { found, faults } = findModules(item, read);
  const range = checkCoreRange(manifestOf(tarball), found);
  return [...faults, ...findLeftOver(files, found), ...checkSourceMaps(found, read), ...range];
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..", "..");
  process.exitCode = await runCommand({ usage: USAGE, options: {} }, process.argv.slice(2), terminal, () =>
    withStopSignal(terminal, (stop) => check(root, terminal, stop)),
  );
}
