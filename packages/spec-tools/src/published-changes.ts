import { asObject, equal, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { parse } from "yaml";
import type { Base } from "./base.ts";
import type { Git } from "./git.ts";
import { type PublishedPackage, readManifest } from "./packages.ts";
import { readTexts } from "./specs.ts";

const WORKSPACE = "pnpm-workspace.yaml";

// The parts of a manifest that affect users. Not the version, which the release increases.
const PUBLISHED = ["dependencies", "peerDependencies", "peerDependenciesMeta", "optionalDependencies"];
const OTHERS = ["name", "private", "exports", "bin", "browser", "engines", "files", "imports", "sideEffects", "type"];

/** Returns the changed files of each published package, as paths from the root with `/`. */
export async function publishedChanges(
  git: Git,
  base: Base,
  changed: readonly string[],
  packages: readonly PublishedPackage[],
): Promise<Map<string, string[]>> {
  const sources = changed.filter((path) => packages.some(({ folder }) => path.startsWith(`${folder}/src/`)));
  const read = [WORKSPACE, ...packages.map(manifestOf), ...sources.filter(isGenerated)];
  const [before, after] = await Promise.all([git.texts(base.commit, read), readTexts(git.root, read)]);
  // The header of a generated file names its source, so a new wording of the header does not affect users.
  const differs = (path: string) =>
    !isGenerated(path) || withoutHeader(before.get(path)) !== withoutHeader(after.get(path));
  const catalogs = { before: catalogOf(before.get(WORKSPACE)), after: catalogOf(after.get(WORKSPACE)) };
  const found = packages.map((item): [string, string[]] => {
    const own = sources.filter((path) => path.startsWith(`${item.folder}/src/`) && differs(path));
    const file = manifestOf(item);
    return [item.name, manifestChanged(file, before.get(file), item, catalogs) ? [...own, file] : own];
  });
  return new Map(found.filter(([, files]) => files.length > 0));
}

function manifestOf({ folder }: PublishedPackage): string {
  return `${folder}/package.json`;
}

function isGenerated(path: string): boolean {
  return path.includes("/src/generated/");
}

function withoutHeader(text: string | undefined): string | undefined {
  return text?.replace(/^(\/\/.*\n)+/, "");
}

type Catalog = Readonly<Record<string, Json>>;

function catalogOf(text = ""): Catalog {
  const workspace: unknown = parse(text);
  return isObject(workspace as Json) ? asObject((workspace as JsonObject).catalog) : {};
}

function manifestChanged(
  file: string,
  before: string | undefined,
  { manifest }: PublishedPackage,
  catalogs: { before: Catalog; after: Catalog },
): boolean {
  if (before === undefined) return true;
  return !equal(publishedPart(readManifest(file, before), catalogs.before), publishedPart(manifest, catalogs.after));
}

function publishedPart(manifest: JsonObject, catalog: Catalog): JsonObject {
  const dependencies = PUBLISHED.map((key): [string, Json] => [key, withRanges(asObject(manifest[key]), catalog)]);
  const others = OTHERS.map((key): [string, Json] => [key, manifest[key] ?? null]);
  return Object.fromEntries([...dependencies, ...others]);
}

function withRanges(dependencies: JsonObject, catalog: Catalog): JsonObject {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => [
      name,
      range === "catalog:" ? (catalog[name] ?? range) : range,
    ]),
  );
}
