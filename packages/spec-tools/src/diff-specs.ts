import type { Change } from "./change.ts";
import { diffDocuments } from "./diff-document.ts";
import { changeOf } from "./rules.ts";
import type { SpecPair } from "./specs.ts";
import { quote } from "./words.ts";

/** What changed in one provider's spec. */
export interface SpecDiff {
  readonly provider: string;
  readonly file: string;
  /** Name of the provider, for people. */
  readonly title: string;
  readonly changes: readonly Change[];
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
