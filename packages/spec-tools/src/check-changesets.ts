import { compareExports } from "./api-reports.ts";
import type { Base } from "./base.ts";
import { type Bump, bumpFor, largest, largestByName, suffices } from "./bump.ts";
import { awaitingFirstVersion, bumpsIn, changesetsAmong, type StoredChangeset } from "./changesets.ts";
import type { SpecDiff } from "./diff-specs.ts";
import type { Git } from "./git.ts";
import { manifestBreaks } from "./manifest-breaks.ts";
import type { PublishedPackage } from "./packages.ts";
import { bumpsOf } from "./plan-changesets.ts";
import { publishedChanges } from "./published-changes.ts";
import { reachOf } from "./reach.ts";

interface Need {
  /** Name of the package. */
  readonly name: string;
  readonly bump: Bump;
  /** Cause of the need, for example the file that changed. */
  readonly reason: string;
  readonly remedy: string;
}

/** Longest list of files in a message. */
const MOST_FILES = 2;

/** Lists the packages that changed since the base without a sufficient changeset, one message each. */
export async function checkChangesets(
  git: Git,
  base: Base,
  diffs: readonly SpecDiff[],
  packages: readonly PublishedPackage[],
): Promise<string[]> {
  const changed = await git.changedSince(base.commit);
  const { needs: ofExports, reExports } = await compareExports(git, base, packages);
  const needs = [
    ...diffs.flatMap((diff) => needsOfSpec(diff, packages)),
    ...[...ofExports].map(([name, need]): Need => ({ name, remedy: "run pnpm changeset", ...need })),
    ...[...(await manifestBreaks(git, base, packages))].flatMap(([{ name, version }, breaks]): Need[] =>
      breaks.map((reason) => ({ name, bump: bumpFor("breaking", version), reason, remedy: "run pnpm changeset" })),
    ),
    ...[...(await publishedChanges(git, base, changed, packages))].map(([name, files]): Need => {
      return { name, bump: "patch", reason: `${listFiles(files)} changed`, remedy: "run pnpm changeset" };
    }),
  ];
  const changesets = await changesetsAmong(git.root, changed);
  const given = bumpsIn(changesets);
  const all = largestByName([...given, ...needs.map(({ name, bump }) => [name, bump] as const)]);
  const unreleased = await awaitingFirstVersion(git, packages);
  const reached = [...reachOf(all, reExports, packages, unreleased)].map(([name, { bump, reason }]): Need => {
    return { name, bump, reason, remedy: "run pnpm spec:changeset, which adds it to the changesets of that package" };
  });
  const lacking = largestNeeds([...needs, ...reached]).flatMap(({ name, bump, reason, remedy }) => {
    const own = given.get(name);
    if (suffices(own, bump)) return [];
    const lack = own ? `its changeset says ${own}` : "no new changeset names it";
    return [`${name} needs a ${bump} changeset, and ${lack}: ${reason} — ${remedy}`];
  });
  return [...changesets.flatMap((changeset) => faultsOf(changeset, packages)), ...lacking];
}

/** Lists the parts of a changeset that a release cannot use. */
function faultsOf({ path, releases, text }: StoredChangeset, packages: readonly PublishedPackage[]): string[] {
  const strangers = [...releases.keys()].filter((name) => !packages.some((item) => item.name === name));
  return [
    ...strangers.map((name) => `${path} names ${name}, which is not a published package — correct or remove its line`),
    ...(releases.size > 0 && text === "" ? [`${path} has no text — write a sentence for users`] : []),
  ];
}

function needsOfSpec(diff: SpecDiff, packages: readonly PublishedPackage[]): Need[] {
  return [...bumpsOf(diff, packages)].map(([name, bump]) => {
    return { name, bump, reason: `${diff.file} changed`, remedy: "run pnpm spec:changeset" };
  });
}

/** Returns the first of the largest needs of each package, by its name. */
function largestNeeds(needs: readonly Need[]): Need[] {
  return [...Map.groupBy(needs, ({ name }) => name)]
    .toSorted(([one], [other]) => one.localeCompare(other, "en"))
    .flatMap(([, own]) => {
      const bump = largest(own.map((need) => need.bump));
      return own.find((need) => need.bump === bump) ?? [];
    });
}

function listFiles(files: readonly string[]): string {
  const [first, ...others] = files;
  return files.length <= MOST_FILES ? files.join(" and ") : `${first} and ${others.length} other files`;
}
