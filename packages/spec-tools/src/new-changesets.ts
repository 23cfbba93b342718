import { type Bump, largestByName } from "./bump.ts";
import { type Changeset, FOLDER, parseChangeset } from "./changeset-file.ts";
import { readTexts } from "./specs.ts";

/** A changeset that the base does not have, or that differs there. */
export interface NewChangeset extends Changeset {
  readonly path: string;
  readonly file: string;
}

/** Returns the new changesets among the files that changed since the base. */
export async function newChangesets(root: string, changed: readonly string[]): Promise<NewChangeset[]> {
  const files = await readTexts(root, changed.filter(isChangeset));
  return [...files].map(([path, file]) => ({ path, file, ...parseChangeset(path, file) }));
}

/** Returns the largest bump of each package. */
export function newBumps(changesets: readonly Changeset[]): Map<string, Bump> {
  return largestByName(changesets.flatMap(({ releases }) => [...releases]));
}

function isChangeset(path: string): boolean {
  return path.startsWith(`${FOLDER}/`) && path.endsWith(".md") && !path.endsWith("/README.md");
}
