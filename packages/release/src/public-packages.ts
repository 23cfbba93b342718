import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "./release-error.ts";

/** A published package of the workspace. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  /** Absolute path. */
  readonly folder: string;
  /** Folder name; for a client, the name of the provider. */
  readonly id: string;
  readonly entries: readonly Entry[];
  /** Files behind its commands: `"./dist/cli.js"`. */
  readonly bins: readonly string[];
}

/** An entry of a package, such as `"./node"`, and its file, such as `"./dist/node.js"`. */
export interface Entry {
  readonly path: string;
  readonly target: string;
}

/** Reads the packages in `packages/` that are not private. */
export async function readPublicPackages(root: string): Promise<PublicPackage[]> {
  const folders = await readdir(join(root, "packages"));
  const found = await Promise.all(folders.sort().map((id) => readPublicPackage(join(root, "packages", id), id)));
  return found.filter((item) => item !== undefined);
}

async function readPublicPackage(folder: string, id: string): Promise<PublicPackage | undefined> {
  const manifest = await readManifest(join(folder, "package.json"));
  if (!manifest || manifest.private === true) return undefined;
  const { name, version, exports, bin } = manifest;
  if (typeof name !== "string" || typeof version !== "string") {
    throw new ReleaseError(`${join("packages", id, "package.json")}: a public package needs a name and a version`);
  }
  return { name, version, folder, id, entries: entriesOf(exports), bins: targetsOf(bin) };
}

/** Returns the entries with code, so not `./package.json`. */
function entriesOf(exports: unknown): Entry[] {
  return pairsOf(exports)
    .filter(([, target]) => target.endsWith(".js"))
    .map(([path, target]) => ({ path, target }));
}

function targetsOf(bin: unknown): string[] {
  return pairsOf(bin).map(([, target]) => target);
}

function pairsOf(value: unknown): [name: string, target: string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, target]) => (typeof target === "string" ? [[name, target]] : []));
}

async function readManifest(path: string): Promise<Record<string, unknown> | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  return text === undefined ? undefined : JSON.parse(text);
}
