import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isPage } from "./pages.ts";
import { root } from "./readmes.ts";

interface Manifest {
  readonly name?: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}

/** Scripts that `pnpm <name>` runs at the root. */
export function rootScripts(): readonly string[] {
  return Object.keys(readManifest(".").scripts ?? {});
}

/** The packages that are published, by name. */
export function publishedPackages(): ReadonlyMap<string, Manifest> {
  const manifests = globSync("packages/*/package.json", { cwd: root }).map((path) => readManifest(dirname(path)));
  return new Map(
    manifests.flatMap((manifest) => (manifest.name && !manifest.private ? [[manifest.name, manifest]] : [])),
  );
}

/** Returns the peers that a package requires. */
export function requiredPeers({ peerDependencies = {}, peerDependenciesMeta: meta = {} }: Manifest): readonly string[] {
  return Object.keys(peerDependencies).filter((name) => !meta[name]?.optional);
}

/** Whether a README is for users: of a published package or of the repository, or a page of the site. */
export function isPublished(readme: string): boolean {
  const folder = dirname(readme);
  if (folder === "." || isPage(readme)) return true;
  return existsSync(join(root, folder, "package.json")) && !readManifest(folder).private;
}
