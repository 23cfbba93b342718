import { type Bump, bumpFor, largestByName, levelOf, suffices } from "./bump.ts";
import type { PublishedPackage } from "./packages.ts";

/** The bump that a package needs because it exports another package, and that package. */
export interface Reach {
  readonly bump: Bump;
  readonly from: string;
}

/**
 * Returns the bumps that reach other packages. Users of a client get the exports of core from it, so the client's bump
 * must announce the same level as core's bump.
 */
export function reachOf(
  bumps: ReadonlyMap<string, Bump>,
  reExports: ReadonlyMap<string, ReadonlySet<string>>,
  packages: readonly PublishedPackage[],
): Map<string, Reach> {
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  const reached = packages.flatMap(({ name, version }) =>
    [...(reExports.get(name) ?? [])].flatMap((from) => {
      const bump = bumps.get(from);
      return bump ? [{ name, from, bump: bumpFor(levelOf(bump, versions.get(from) ?? version), version) }] : [];
    }),
  );
  const largest = largestByName(reached.map(({ name, bump }) => [name, bump]));
  return new Map(
    reached
      .filter(({ name, bump }) => bump === largest.get(name) && !suffices(bumps.get(name), bump))
      .map(({ name, ...reach }) => [name, reach]),
  );
}
