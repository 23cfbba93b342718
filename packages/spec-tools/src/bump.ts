import type { Level } from "./change.ts";

/** By how much a version goes up. */
export type Bump = "patch" | "minor" | "major";

const ORDER: readonly Bump[] = ["patch", "minor", "major"];

/**
 * The bump that a change needs. Before 1.0 a minor version may break, as npm's `^` has it, and everything else is a
 * patch; from 1.0 on it is semantic versioning.
 */
export function bumpFor(level: Level, version: string): Bump {
  if (version.startsWith("0.")) return level === "breaking" ? "minor" : "patch";
  return level === "breaking" ? "major" : level === "feature" ? "minor" : "patch";
}

/** The bump of the simulator: a provider that changed breaks no program of the simulator's own. */
export function simulatorBumpFor(level: Level, version: string): Bump {
  const bump = bumpFor(level, version);
  return bump === "major" ? "minor" : bump;
}

export function largest(bumps: readonly Bump[]): Bump | undefined {
  return bumps.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0];
}

/** Whether the first bump does for the second. */
export function suffices(bump: Bump, needed: Bump): boolean {
  return ORDER.indexOf(bump) >= ORDER.indexOf(needed);
}
