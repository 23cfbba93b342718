import { join } from "node:path";
import type { Base } from "./base.ts";
import { type Bump, largestByName } from "./bump.ts";
import { type Changeset, FOLDER, parseChangeset } from "./changeset-file.ts";
import type { Git } from "./git.ts";
import { readText } from "./specs.ts";

/** A changeset that the base does not have, or that differs there. */
export interface NewChangeset extends Changeset {
  readonly path: string;
  readonly file: string;
}

export async function newChangesets(git: Git, base: Base): Promise<NewChangeset[]> {
  const paths = (await git.changedSince(base.commit)).filter(isChangeset);
  const files = await Promise.all(paths.map((path) => readText(join(git.root, path))));
  return paths.flatMap((path, index) => {
    const file = files[index];
    return file === undefined ? [] : [{ path, file, ...parseChangeset(path, file) }];
  });
}

/** Returns the largest bump of each package. */
export function newBumps(changesets: readonly Changeset[]): Map<string, Bump> {
  return largestByName(changesets.flatMap(({ releases }) => [...releases]));
}

function isChangeset(path: string): boolean {
  return path.startsWith(`${FOLDER}/`) && path.endsWith(".md") && !path.endsWith("/README.md");
}
