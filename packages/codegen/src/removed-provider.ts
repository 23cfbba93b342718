import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "./exists.ts";
import { foldersIn } from "./folders.ts";
import { LayoutError } from "./problem.ts";
import { specFile } from "./valid-spec.ts";

const SKIPPED = new Set(["node_modules", "dist", "generated"]);
// Tables in the READMEs, which `generate` rewrites.
const GENERATED = /<!-- generated:[\s\S]*?<!-- \/generated:/g;
const TEXT = /\.([cm]?[jt]sx?|jsonc?|ya?ml|md)$/;

/**
 * Checks that nothing is left of a provider without a spec.
 *
 * @throws {LayoutError} With the files and folders that are left.
 */
export async function requireGone(root: string, provider: string): Promise<void> {
  const places = await placesOf(root, provider);
  if (places.length === 0) return;
  throw new LayoutError(
    [
      `${specFile(provider)} does not exist, but these are left of ${provider}: remove them, or write the spec`,
      ...places.map((place) => `  ${place}`),
    ].join("\n"),
  );
}

/** Returns the providers that have generated code and no spec. */
export async function withoutSpec(root: string, providers: readonly string[]): Promise<string[]> {
  const packages = (await foldersIn(join(root, "packages"))).filter((name) => !providers.includes(name));
  const generated = await Promise.all(
    packages.map((name) => exists(join(root, "packages", name, "src", "generated", "api.ts"))),
  );
  return packages.filter((_, index) => generated[index]);
}

/**
 * Returns the files and folders named after a provider, and the files that name its package, client or spec, or that have
 * a row for it, as the workflow that reads providers' documents.
 */
async function placesOf(root: string, provider: string): Promise<string[]> {
  const escaped = provider.replaceAll(/[^\w]/g, "\\$&");
  const naming = new RegExp(`((@seedream-clients|packages|specs)/|- provider: )${escaped}(?![\\w-])`);
  const visit = async (folder: string): Promise<string[]> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    const found = entries.map(async (entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (SKIPPED.has(entry.name) || isHidden(entry.name) || entry.name === "CHANGELOG.md") return [];
      if (entry.name.split(".")[0] === provider) return [path];
      if (entry.isDirectory()) return visit(path);
      if (!TEXT.test(entry.name)) return [];
      const text = await readFile(join(root, path), "utf8");
      return naming.test(text.replaceAll(GENERATED, "")) ? [path] : [];
    });
    return (await Promise.all(found)).flat();
  };
  return (await visit("")).sort();
}

function isHidden(name: string): boolean {
  return name.startsWith(".") && name !== ".changeset" && name !== ".github";
}
