import { join } from "node:path";
import type { Base } from "./base.ts";
import { type Bump, largest, suffices } from "./bump.ts";
import { FOLDER, parseChangeset } from "./changeset-file.ts";
import type { SpecDiff } from "./diff-specs.ts";
import type { Git } from "./git.ts";
import type { PublishedPackage } from "./packages.ts";
import { bumpsOf } from "./plan-changesets.ts";
import { publishedChanges } from "./published-changes.ts";
import { readText } from "./specs.ts";

interface Need {
  readonly bump: Bump;
  /** Names the file that changed. */
  readonly reason: string;
  readonly remedy: string;
}

const MANY = 2;

/** Lists the packages that changed since the base without a sufficient changeset, one message each. */
export async function checkChangesets(
  git: Git,
  base: Base,
  diffs: readonly SpecDiff[],
  packages: readonly PublishedPackage[],
): Promise<string[]> {
  const needs = await findNeeds(git, base, diffs, packages);
  const given = await newBumps(git, base);
  return packages.flatMap(({ name }) => {
    const need = needs.get(name);
    if (!need) return [];
    const bump = given.get(name);
    if (bump && suffices(bump, need.bump)) return [];
    const lack = bump ? `its changeset says ${bump}` : "no new changeset names it";
    return [`${name} needs a ${need.bump} changeset, and ${lack}: ${need.reason} — ${need.remedy}`];
  });
}

async function findNeeds(
  git: Git,
  base: Base,
  diffs: readonly SpecDiff[],
  packages: readonly PublishedPackage[],
): Promise<Map<string, Need>> {
  const needs = new Map<string, Need>();
  for (const diff of diffs)
    for (const [name, bump] of bumpsOf(diff, packages)) {
      const current = needs.get(name);
      if (current && suffices(current.bump, bump)) continue;
      needs.set(name, { bump, reason: `${diff.file} changed`, remedy: "run pnpm spec:changeset" });
    }
  for (const [name, files] of await publishedChanges(git, base, packages))
    if (!needs.has(name))
      needs.set(name, { bump: "patch", reason: `${listFiles(files)} changed`, remedy: "run pnpm changeset" });
  return needs;
}

/** Returns the bumps of the changesets that are new since the base. */
async function newBumps(git: Git, base: Base): Promise<Map<string, Bump>> {
  const changed = await git.changedSince(base.commit);
  const bumps = new Map<string, Bump>();
  for (const path of changed.filter(isChangeset)) {
    const text = await readText(join(git.root, path));
    for (const [name, bump] of text === undefined ? [] : parseChangeset(path, text).releases)
      bumps.set(name, largest([bump, bumps.get(name) ?? bump]) ?? bump);
  }
  return bumps;
}

function isChangeset(path: string): boolean {
  return path.startsWith(`${FOLDER}/`) && path.endsWith(".md") && !path.endsWith("/README.md");
}

function listFiles(files: readonly string[]): string {
  const [first, ...others] = files;
  return others.length < MANY ? files.join(" and ") : `${first} and ${others.length} other files`;
}
