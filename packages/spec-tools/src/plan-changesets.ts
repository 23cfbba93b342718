import { join } from "node:path";
import { CommandError } from "@seedream-clients/command-line";
import type { Base } from "./base.ts";
import { type Bump, bumpFor, simulatorBumpFor } from "./bump.ts";
import { highestLevel } from "./change.ts";
import { authorOf, FOLDER, formatChangeset, formatEdited } from "./changeset-file.ts";
import { changesetText } from "./changeset-text.ts";
import type { SpecDiff } from "./diff-specs.ts";
import type { Git } from "./git.ts";
import { type PublishedPackage, SCOPE, SIMULATOR } from "./packages.ts";
import { readText } from "./specs.ts";

/** A changeset to write, keep or remove. */
export interface PlannedChangeset {
  readonly file: string;
  /** The new content; absent if the file is to be removed. */
  readonly text?: string;
  readonly state: "written" | "up to date" | "removed" | "text kept";
}

/** Returns the bumps that the changes of a spec need. Each package with changed generated files gets a bump. */
export function bumpsOf(
  { provider, changes, output }: SpecDiff,
  packages: readonly PublishedPackage[],
): Map<string, Bump> {
  const bumps = new Map<string, Bump>();
  const client = packages.find(({ name }) => name === `${SCOPE}/${provider}`);
  const simulator = packages.find(({ name }) => name === SIMULATOR);
  const level = highestLevel(changes) ?? "fix";
  const simulated = highestLevel(changes.filter(({ prose }) => !prose)) ?? "fix";
  const isNew = changes.some(({ rule }) => rule === "provider-added");
  // The first release of a client is 0.1.0.
  if (client && (output.client || level !== "fix"))
    bumps.set(client.name, isNew ? "minor" : bumpFor(level, client.version));
  if (simulator && (output.simulator || simulated !== "fix"))
    bumps.set(simulator.name, simulatorBumpFor(simulated, simulator.version));
  return bumps;
}

/** Plans one changeset for each changed spec. Writes nothing. */
export async function planChangesets(
  git: Git,
  base: Base,
  diffs: readonly SpecDiff[],
  packages: readonly PublishedPackage[],
): Promise<PlannedChangeset[]> {
  const merged = new Set(await git.list(base.commit, FOLDER));
  const plans = await Promise.all(diffs.map((diff) => planChangeset(git.root, merged, diff, packages)));
  return plans.flatMap((plan) => plan ?? []);
}

async function planChangeset(
  root: string,
  merged: ReadonlySet<string>,
  diff: SpecDiff,
  packages: readonly PublishedPackage[],
): Promise<PlannedChangeset | undefined> {
  const file = fileFor(merged, diff.provider);
  const current = await readText(join(root, file));
  const author = current === undefined ? undefined : authorOf(current);
  const releases = bumpsOf(diff, packages);
  if (releases.size === 0) return author === "this program" ? { file, state: "removed" } : undefined;
  if (!packages.some(({ name }) => name === `${SCOPE}/${diff.provider}`) && !isRemoved(diff)) throw missingClient(diff);
  if (author === "a person")
    throw new CommandError(`${file} was written by hand, but its name is reserved for spec:changeset: rename it`);
  const kept = current !== undefined && author === "both";
  const text = kept ? formatEdited(releases, current) : formatChangeset({ releases, text: changesetText(diff) });
  if (text === current) return { file, text, state: "up to date" };
  return { file, text, state: kept ? "text kept" : "written" };
}

/** Whether the spec of a provider was removed. */
export function isRemoved({ changes }: SpecDiff): boolean {
  return changes.some(({ rule }) => rule === "provider-removed");
}

// A changeset that exists at the base belongs to a merged change, so it must not be rewritten.
function fileFor(merged: ReadonlySet<string>, provider: string): string {
  for (let number = 1; ; number++) {
    const file = `${FOLDER}/spec-${provider}${number === 1 ? "" : `-${number}`}.md`;
    if (!merged.has(file)) return file;
  }
}

function missingClient({ provider, file }: SpecDiff): CommandError {
  return new CommandError(
    `${file} changed, but no package ${SCOPE}/${provider} is published from packages/: create it first, as CONTRIBUTING.md says under "Add a provider"`,
  );
}
