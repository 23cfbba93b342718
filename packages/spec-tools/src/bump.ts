import type { Level } from "./change.ts";

/** The part of a version that a release increases. */
export type Bump = "patch" | "minor" | "major";

const ORDER: readonly Bump[] = ["patch", "minor", "major"];

/**
 * Returns the bump that a change needs. Before 1.0 a minor version may break, as for npm's `^`, and any other change is
 * a patch. From 1.0 on, semantic versioning applies.
 */
export function bumpFor(level: Level, version: string): Bump {
  if (version.startsWith("0.")) return level === "breaking" ? "minor" : "patch";
  return level === "breaking" ? "major" : level === "feature" ? "minor" : "patch";
}

/** Returns the level of changes that a bump announces to users. */
export function levelOf(bump: Bump, version: string): Level {
  if (version.startsWith("0.")) return bump === "patch" ? "fix" : "breaking";
  return bump === "major" ? "breaking" : bump === "minor" ? "feature" : "fix";
}

/** Returns the bump of the simulator. Never major, because a provider's change leaves the simulator's own API alone. */
export function simulatorBumpFor(level: Level, version: string): Bump {
  const bump = bumpFor(level, version);
  return bump === "major" ? "minor" : bump;
}

export function largest(bumps: readonly Bump[]): Bump | undefined {
  return bumps.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0];
}

/** Returns the largest bump of each package. */
export function largestByName(bumps: readonly (readonly [name: string, bump: Bump])[]): Map<string, Bump> {
  const ascending = bumps.toSorted(([, one], [, other]) => ORDER.indexOf(one) - ORDER.indexOf(other));
  return new Map(ascending);
}

/** Whether a bump is at least as large as the needed one. */
export function suffices(bump: Bump | undefined, needed: Bump): boolean {
  return bump !== undefined && ORDER.indexOf(bump) >= ORDER.indexOf(needed);
}
