import { type Bump, bumpFor, largest, levelOf, suffices } from "./bump.ts";
import type { PublishedPackage } from "./packages.ts";

/** The bump that a package needs because it exports another package, and that package. */
export interface Reach {
  readonly bump: Bump;
  readonly from: string;
}

/**
 * Returns the bumps that reach other packages: users of a client get the exports of core from it, so an update of the client
 * must tell them as much as one of core.
 */
export function reachOf(
  bumps: ReadonlyMap<string, Bump>,
  reExports: ReadonlyMap<string, ReadonlySet<string>>,
  packages: readonly PublishedPackage[],
): Map<string, Reach> {
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  const found = new Map<string, Reach>();
  for (const { name, version } of packages)
    for (const from of reExports.get(name) ?? []) {
      const bump = bumps.get(from);
      if (!bump) continue;
      const reached = bumpFor(levelOf(bump, versions.get(from) ?? version), version);
      const own = largest([reached, found.get(name)?.bump ?? reached]);
      if (own === reached) found.set(name, { bump: reached, from });
    }
  for (const [name, { bump }] of found) if (suffices(bumps.get(name), bump)) found.delete(name);
  return found;
}
