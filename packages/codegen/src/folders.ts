import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "./exists.ts";
import { specFile } from "./valid-spec.ts";

/** Returns the names of the folders in a folder, sorted; none if it does not exist. */
export async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Returns the providers that have a spec in the repository at `root`. */
export async function providersIn(root: string): Promise<string[]> {
  const folders = await foldersIn(join(root, "specs"));
  const found = await Promise.all(folders.map((name) => exists(join(root, specFile(name)))));
  return folders.filter((_, index) => found[index]);
}
