import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A module that users import. */
export interface Entry {
  /** Name in an import, for example `"@seedream-clients/ark/node"`. */
  readonly name: string;
  /** Path of its source. */
  readonly source: string;
  /** Purpose of the package. */
  readonly description: string;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly description: string;
  readonly exports?: Readonly<Record<string, string>>;
}

/** Returns the entries of the published packages. Core comes first, because others export it again. */
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
