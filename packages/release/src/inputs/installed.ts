import { readdir, realpath } from "node:fs/promises";
import { join, sep } from "node:path";

/** Finds the installed packages that a package of the workspace depends on, directly or indirectly. */
export interface Installed {
  /** Returns the ids of all dependencies of the package in a folder. */
  readonly behind: (folder: string) => Promise<ReadonlySet<string>>;
  /** Returns the id of a file's package: its folder in `node_modules/.pnpm`. `undefined` for any other file. */
  readonly idOf: (path: string) => string | undefined;
}

/** Reads the links that pnpm makes in `node_modules`. */
export function installedIn(root: string): Installed {
  const store = join(root, "node_modules", ".pnpm");
  const idOf = (path: string) => {
    const [id, ...inside] = path.startsWith(store + sep) ? path.slice(store.length + 1).split(sep) : [];
    return inside.length > 0 ? id : undefined;
  };
  const links = new Map<string, Promise<string[]>>();
  const linksOf = (folder: string) => {
    const known = links.get(folder) ?? readLinks(folder);
    links.set(folder, known);
    return known;
  };
  const visit = async (modules: string, found: Set<string>): Promise<void> => {
    for (const target of await linksOf(modules)) {
      const id = idOf(target);
      if (id === undefined || found.has(id)) continue;
      found.add(id);
      await visit(join(store, id, "node_modules"), found);
    }
  };
  return {
    behind: async (folder) => {
      const found = new Set<string>();
      await visit(join(folder, "node_modules"), found);
      return found;
    },
    idOf,
  };
}

/** Returns the targets of the links in a `node_modules`, scopes included. */
async function readLinks(modules: string): Promise<string[]> {
  const entries = await readdir(modules, { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) return [await realpath(path)];
    return entry.isDirectory() && entry.name.startsWith("@") ? readLinks(path) : [];
  });
  return (await Promise.all(found)).flat();
}
