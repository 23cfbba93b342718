import { type Base, findBase } from "./base.ts";
import type { Change } from "./change.ts";
import { diffDocuments } from "./diff-document.ts";
import { Git } from "./git.ts";
import { changeOf } from "./rules.ts";
import { loadPairs, type SpecPair } from "./specs.ts";
import { quote } from "./words.ts";

/** The changes of one spec. */
export interface SpecDiff {
  readonly provider: string;
  readonly file: string;
  /** Name of the provider, for people. */
  readonly title: string;
  readonly changes: readonly Change[];
}

/** Compares the specs of the named providers, or of all, with a base. */
export async function diffSince(
  root: string,
  ref: string | undefined,
  providers: readonly string[] = [],
): Promise<{ git: Git; base: Base; diffs: SpecDiff[] }> {
  const git = await Git.at(root);
  const base = await findBase(git, ref);
  return { git, base, diffs: (await loadPairs(git, base, providers)).map(diffSpec) };
}

export function diffSpec(pair: SpecPair): SpecDiff {
  const { provider, file, before, after } = pair;
  const title = titleOf(pair);
  if (!before) return { provider, file, title, changes: after ? [changeOf("provider-added", { place: title })] : [] };
  if (!after) return { provider, file, title, changes: [changeOf("provider-removed", { place: title })] };
  return { provider, file, title, changes: diffDocuments(before, after) };
}

// "Seedream images on Anyfast" is the title of Anyfast's document.
function titleOf({ provider, before, after }: SpecPair): string {
  const info = (after ?? before)?.info;
  const title = typeof info === "object" && info !== null && !Array.isArray(info) ? info.title : undefined;
  const name = typeof title === "string" ? /^Seedream images on (.+)$/.exec(title)?.[1] : undefined;
  return name ?? quote(provider);
}
