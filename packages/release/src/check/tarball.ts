import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { pnpm } from "../pnpm.ts";
import type { PublicPackage } from "../public-packages.ts";
import { ReleaseError } from "../release-error.ts";

/** A package as it would be published. */
export interface Tarball {
  readonly data: Uint8Array<ArrayBuffer>;
  /** Paths inside, with `/`. */
  readonly files: readonly string[];
  /** The contents, as in a project that installed the package. */
  readonly installed: Package;
  /** Returns the text of a file; `undefined` if there is none. */
  read(path: string): string | undefined;
}

/** Packs a package into a folder. */
export async function packPackage(item: PublicPackage, folder: string, signal: AbortSignal): Promise<Tarball> {
  const path = join(folder, `${item.id}.tgz`);
  const { code, stdout, output } = await pnpm(["pack", "--json", "--out", path], { cwd: item.folder, signal });
  if (code !== 0) throw new ReleaseError(`packages/${item.id} cannot be packed:\n${output.trim()}`);
  const data = new Uint8Array(await readFile(path));
  const installed = createPackageFromTarballData(data);
  const read = (file: string) => installed.tryReadFile(`/node_modules/${item.name}/${file}`);
  return { data, files: filesOf(stdout), installed, read };
}

function filesOf(stdout: string): string[] {
  const summary: { files: { path: string }[] } = JSON.parse(stdout.slice(stdout.indexOf("{")));
  return summary.files.map(({ path }) => path).sort();
}
