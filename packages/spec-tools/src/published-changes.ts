import { join } from "node:path";
import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { parse } from "yaml";
import type { Base } from "./base.ts";
import type { Git } from "./git.ts";
import { type PublishedPackage, readManifest } from "./packages.ts";
import { asObject } from "./resolve.ts";
import { readText } from "./specs.ts";
import { equal } from "./words.ts";

const WORKSPACE = "pnpm-workspace.yaml";

// The parts of a manifest that affect users. Not the version, which the release increases.
const PUBLISHED = ["dependencies", "peerDependencies", "peerDependenciesMeta", "optionalDependencies"];
const OTHERS = ["exports", "bin", "browser", "engines", "files", "imports", "sideEffects", "type"];

/** Returns the changed files of each published package since the base, as paths from the root with `/`. */
export async function publishedChanges(
  git: Git,
  base: Base,
  packages: readonly PublishedPackage[],
): Promise<Map<string, string[]>> {
  const changed = await git.changedSince(base.commit);
  const catalogs = await readCatalogs(git, base);
  const found = new Map<string, string[]>();
  for (const item of packages) {
    const sources = changed.filter((path) => path.startsWith(`${item.folder}/src/`));
    const files: string[] = [];
    for (const path of sources) if (await differs(git, base, path)) files.push(path);
    if (await manifestChanged(git, base, item, catalogs)) files.push(`${item.folder}/package.json`);
    if (files.length > 0) found.set(item.name, files);
  }
  return found;
}

// A generated file's header says where the file comes from: another wording of it is no change for users.
async function differs(git: Git, base: Base, path: string): Promise<boolean> {
  if (!path.includes("/src/generated/")) return true;
  const [before, after] = [await git.show(base.commit, path), await readText(join(git.root, path))];
  return withoutHeader(before) !== withoutHeader(after);
}

function withoutHeader(text: string | undefined): string | undefined {
  return text?.replace(/^(\/\/.*\n)+/, "");
}

type Catalog = Readonly<Record<string, Json>>;

async function readCatalogs(git: Git, base: Base): Promise<{ before: Catalog; after: Catalog }> {
  const [before, after] = [await git.show(base.commit, WORKSPACE), await readText(join(git.root, WORKSPACE))];
  return { before: catalogOf(before), after: catalogOf(after) };
}

function catalogOf(text = ""): Catalog {
  const workspace: unknown = parse(text);
  return isObject(workspace as Json) ? asObject((workspace as JsonObject).catalog) : {};
}

async function manifestChanged(
  git: Git,
  base: Base,
  { folder, manifest }: PublishedPackage,
  catalogs: { before: Catalog; after: Catalog },
): Promise<boolean> {
  const file = `${folder}/package.json`;
  const text = await git.show(base.commit, file);
  if (text === undefined) return true;
  return !equal(publishedPart(readManifest(file, text), catalogs.before), publishedPart(manifest, catalogs.after));
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
