import { asObject } from "@seedream-clients/codegen/src/json.ts";
import { type Bump, bumpFor, largestByName, levelOf, suffices } from "./bump.ts";
import type { Level } from "./change.ts";
import type { PublishedPackage } from "./packages.ts";

/** The bump that a package needs because of another package, and why. */
export interface Reach {
  readonly bump: Bump;
  /** Name of the other package. */
  readonly from: string;
  readonly reason: string;
}

/**
 * Returns the bumps that reach other packages. Users of a client get the exports of core from it, so the client's bump
 * must announce the same level as core's bump. A peer of the workspace is published as `^` and its current version: a
 * break of the peer narrows that range, and is a break of the package beside it.
 *
 * @param unreleased Packages that await their first version: nothing reaches them.
 */
export function reachOf(
  bumps: ReadonlyMap<string, Bump>,
  reExports: ReadonlyMap<string, ReadonlySet<string>>,
  packages: readonly PublishedPackage[],
  unreleased: ReadonlySet<string>,
): Map<string, Reach> {
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  const reached = packages.flatMap((item) => {
    const reach = (from: string, words: string, reaches: (level: Level) => boolean) => {
      const bump = bumps.get(from);
      const level = bump && levelOf(bump, versions.get(from) ?? item.version);
      if (!level || !reaches(level)) return [];
      return [{ name: item.name, from, bump: bumpFor(level, item.version), reason: `${words}, which gets a ${bump}` }];
    };
    return [
      ...[...(reExports.get(item.name) ?? [])].flatMap((from) => reach(from, `it exports ${from}`, () => true)),
      ...peersOf(item).flatMap((from) => reach(from, `it needs ${from} beside it`, (level) => level === "breaking")),
    ];
  });
  const largest = largestByName(reached.map(({ name, bump }) => [name, bump]));
  return new Map(
    reached
      .filter(({ name }) => !unreleased.has(name))
      .filter(({ name, bump }) => bump === largest.get(name) && !suffices(bumps.get(name), bump))
      .map(({ name, ...reach }) => [name, reach]),
  );
}

/** Returns the peers whose range follows their version. */
function peersOf({ manifest }: PublishedPackage): string[] {
  return Object.entries(asObject(manifest.peerDependencies)).flatMap(([name, range]) =>
    range === "workspace:^" || range === "workspace:~" ? [name] : [],
  );
}
