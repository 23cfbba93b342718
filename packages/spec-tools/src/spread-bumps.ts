import { join } from "node:path";
import { applyChanges } from "@seedream-clients/codegen/src/write.ts";
import { compareExports } from "./api-reports.ts";
import type { Base } from "./base.ts";
import { withReleases } from "./changeset-file.ts";
import { awaitingFirstVersion, bumpsIn, changesetsAmong } from "./changesets.ts";
import type { Git } from "./git.ts";
import type { PublishedPackage } from "./packages.ts";
import { reachOf } from "./reach.ts";

/** Adds to each new changeset the packages that its bumps reach. Returns the changed files. */
export async function spreadBumps(git: Git, base: Base, packages: readonly PublishedPackage[]): Promise<string[]> {
  const changesets = await changesetsAmong(git.root, await git.changedSince(base.commit));
  if (changesets.length === 0) return [];
  const { reExports } = await compareExports(git, base, packages);
  const bumps = bumpsIn(changesets);
  const reached = [...reachOf(bumps, reExports, packages, await awaitingFirstVersion(git, packages))];
  const changed = changesets.flatMap(({ path, file, releases }) => {
    const own = reached.filter(([, { from }]) => releases.get(from) === bumps.get(from));
    const added = new Map(own.map(([name, { bump }]) => [name, bump]));
    return added.size === 0 ? [] : [{ path, text: withReleases(file, added) }];
  });
  await applyChanges(changed.map(({ path, text }) => ({ kind: "out of date", path: join(git.root, path), text })));
  return changed.map(({ path }) => path);
}
