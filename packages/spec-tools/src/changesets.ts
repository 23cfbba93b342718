import { type Bump, largestByName } from "./bump.ts";
import { type Changeset, FOLDER, parseChangeset } from "./changeset-file.ts";
import type { Git } from "./git.ts";
import type { PublishedPackage } from "./packages.ts";
import { readTexts } from "./specs.ts";

/** A changeset of the working tree. */
export interface StoredChangeset extends Changeset {
  readonly path: string;
  readonly file: string;
}

/** Returns the changesets among files, for example those that changed since the base. */
export async function changesetsAmong(root: string, paths: readonly string[]): Promise<StoredChangeset[]> {
  const files = await readTexts(root, paths.filter(isChangeset));
  return [...files].map(([path, file]) => ({ path, file, ...parseChangeset(path, file) }));
}

/** Returns the largest bump of each package. */
export function bumpsIn(changesets: readonly Changeset[]): Map<string, Bump> {
  return largestByName(changesets.flatMap(({ releases }) => [...releases]));
}

/**
 * Returns the packages whose first version is still to come, and has a changeset. A change of another package does not
 * reach them: their users have no earlier version, and its text would stand in their first changelog.
 */
export async function awaitingFirstVersion(
  git: Git,
  packages: readonly PublishedPackage[],
): Promise<ReadonlySet<string>> {
  const named = bumpsIn(await changesetsAmong(git.root, await git.files(FOLDER)));
  return new Set(packages.flatMap(({ name, version }) => (version === "0.0.0" && named.has(name) ? [name] : [])));
}

function isChangeset(path: string): boolean {
  return path.startsWith(`${FOLDER}/`) && path.endsWith(".md") && !path.endsWith("/README.md");
}
