import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readPublicPackages } from "../public-packages.ts";
import { withRepository } from "./manifest.ts";

/** Writes the address of the repository into the manifest of every public package. Returns their ids. */
export async function stampPackages(root: string, address: string): Promise<string[]> {
  const packages = await readPublicPackages(root);
  for (const { folder, id } of packages) {
    const path = join(folder, "package.json");
    await writeFile(path, withRepository(await readFile(path, "utf8"), address, id));
  }
  return packages.map(({ id }) => id);
}
