import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A module that users import. */
export interface Entry {
  /** As it is imported: `"@seedream-clients/ark/node"`. */
  readonly name: string;
  /** Path of its source. */
  readonly source: string;
  /** What the package is for. */
  readonly description: string;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly description: string;
  readonly exports?: Readonly<Record<string, string>>;
}

/** Returns what the published packages export: core first, which others export again. */
export function publishedEntries(root: string): readonly Entry[] {
  return globSync("packages/*/package.json", { cwd: root })
    .sort((one, other) => Number(isCore(other)) - Number(isCore(one)) || one.localeCompare(other))
    .flatMap((path) => {
      const manifest: Manifest = JSON.parse(readFileSync(join(root, path), "utf8"));
      return manifest.private ? [] : entriesOf(manifest, join(root, dirname(path)));
    });
}

function entriesOf({ name, description, exports = {} }: Manifest, folder: string): readonly Entry[] {
  return Object.entries(exports).flatMap(([key, target]) => {
    const [, file] = /^\.\/dist\/(.+)\.js$/.exec(target) ?? [];
    return file ? [{ name: name + key.slice(1), source: join(folder, "src", `${file}.ts`), description }] : [];
  });
}

function isCore(path: string): boolean {
  return path === join("packages", "core", "package.json");
}
