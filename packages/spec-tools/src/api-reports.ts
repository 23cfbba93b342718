import type { Base } from "./base.ts";
import { type Bump, bumpFor, largest } from "./bump.ts";
import type { Git } from "./git.ts";
import type { PublishedPackage } from "./packages.ts";
import { readTexts } from "./specs.ts";
import { compareReports, type Entry } from "./types/compare-reports.ts";
import type { Finding } from "./types/finding.ts";

// The kit for authors of clients: "What a version promises" in CONTRIBUTING.md lets it change in any minor version.
const KIT = "@seedream-clients/core/client";

/** The bump that the exports of a package need, and why. */
export interface ExportsNeed {
  readonly bump: Bump;
  readonly reason: string;
}

export interface ExportsComparison {
  /** By package. */
  readonly needs: ReadonlyMap<string, ExportsNeed>;
  /** Packages that a package re-exports, by that package. */
  readonly reExports: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Compares the exports of the published packages with those at the base, by their API reports. */
export async function compareExports(
  git: Git,
  base: Base,
  packages: readonly PublishedPackage[],
): Promise<ExportsComparison> {
  const before = await readEntries(packages, await git.list(base.commit, "packages"), (paths) =>
    git.texts(base.commit, paths),
  );
  const after = await readEntries(packages, await git.files("packages"), (paths) => readTexts(git.root, paths));
  if (after.length === 0) return { needs: new Map(), reExports: new Map() };
  const { findings, reExports } = compareReports(before, after);
  const needs = packages.flatMap((item): [string, ExportsNeed][] => {
    const own = [...findings].filter(([specifier]) => isOf(item, specifier));
    const all = own.flatMap(([specifier, found]) => found.map((finding) => needOf(specifier, finding, item)));
    const bump = largest(all.map((need) => need.bump));
    const first = all.find((need) => need.bump === bump);
    return bump && first ? [[item.name, { bump, reason: first.reason }]] : [];
  });
  return { needs: new Map(needs), reExports };
}

function isOf({ name }: PublishedPackage, specifier: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

function needOf(specifier: string, { path, effect, words }: Finding, { version }: PublishedPackage): ExportsNeed {
  const bump = specifier === KIT && effect === "breaking" ? "minor" : bumpFor(effect, version);
  const place = path.length === 0 ? specifier : `${path.join(".")} of ${specifier}`;
  return { bump, reason: `${place} ${words}` };
}

async function readEntries(
  packages: readonly PublishedPackage[],
  paths: readonly string[],
  read: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Entry[]> {
  const entries = packages.flatMap(({ name: owner, folder }) =>
    paths.flatMap((path) => {
      const [, entry] = path.startsWith(`${folder}/api/`) ? (/\/api\/([^/]+)\.api\.md$/.exec(path) ?? []) : [];
      return entry === undefined ? [] : [{ owner, specifier: entry === "index" ? owner : `${owner}/${entry}`, path }];
    }),
  );
  const texts = await read(entries.map(({ path }) => path));
  return entries.flatMap(({ owner, specifier, path }) => {
    const code = /```ts\n(.*)```/s.exec(texts.get(path) ?? "")?.[1];
    return code === undefined ? [] : [{ owner, specifier, code }];
  });
}
