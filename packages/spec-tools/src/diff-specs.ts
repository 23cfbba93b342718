import { asObject } from "@seedream-clients/codegen/src/json.ts";
import { type Base, findBase } from "./base.ts";
import type { Change } from "./change.ts";
import { type ChangedOutput, changedOutput } from "./changed-output.ts";
import { classify } from "./classify.ts";
import { diffDocuments } from "./diff-document.ts";
import { Git } from "./git.ts";
import { changeOf } from "./rules.ts";
import { type BothVersions, loadPairs, type SpecPair } from "./specs.ts";
import { quote } from "./words.ts";

/** The changes of one spec. */
export interface SpecDiff {
  readonly provider: string;
  readonly file: string;
  /** Name of the provider, for people. */
  readonly title: string;
  readonly changes: readonly Change[];
  readonly output: ChangedOutput;
}

/** Compares the specs of the named providers, or of all, with a base. */
export async function diffSince(
  root: string,
  ref: string | undefined,
  providers: readonly string[] = [],
): Promise<{ git: Git; base: Base; diffs: SpecDiff[] }> {
  const git = await Git.at(root);
  const base = await findBase(git, ref);
  return { git, base, diffs: diffSpecs(await loadPairs(git, base, providers)) };
}

export function diffSpecs(pairs: readonly SpecPair[]): SpecDiff[] {
  const changed = pairs.filter(isChanged);
  const changes = classify(
    changed.map(({ before, after }) => ({
      before: before.types,
      after: after.types,
      differences: diffDocuments(before.spec.document, after.spec.document),
    })),
  );
  return pairs.map((pair) => diffSpec(pair, changes[changed.findIndex(({ file }) => file === pair.file)] ?? []));
}

function isChanged(pair: SpecPair): pair is BothVersions {
  const { before, after } = pair;
  return before !== undefined && after !== undefined && textOf(before) !== textOf(after);
}

// The order of keys counts, because generated files keep it.
function textOf({ spec }: BothVersions["before"]): string {
  return JSON.stringify(spec.document);
}

function diffSpec(pair: SpecPair, changes: readonly Change[]): SpecDiff {
  const { provider, file, before, after } = pair;
  const title = titleOf(pair);
  if (!before || !after) {
    const rule = after ? "provider-added" : "provider-removed";
    const change = changeOf(rule, { place: title }, after ? "feature" : "breaking");
    return { provider, file, title, changes: [change], output: { client: true, simulator: true } };
  }
  const output = changedOutput(before, after);
  const isSilent = changes.length === 0 && (output.client || output.simulator);
  return {
    provider,
    file,
    title,
    changes: isSilent ? [silentChange(before, after, title)] : changes,
    output,
  };
}

function silentChange(before: BothVersions["before"], after: BothVersions["after"], title: string): Change {
  const [was, is] = [before, after].map(({ spec: { document } }) =>
    JSON.stringify({ ...document, info: { ...asObject(document.info), version: null } }),
  );
  return was === is
    ? changeOf("info-changed", { place: quote("info.version") }, "fix")
    : changeOf("order-changed", { place: title }, "fix");
}

// "Seedream images on Anyfast" is the title of Anyfast's document.
function titleOf({ provider, before, after }: SpecPair): string {
  const { title } = asObject((after ?? before)?.spec.document.info);
  const name = typeof title === "string" ? /^Seedream images on (.+)$/.exec(title)?.[1] : undefined;
  return name ?? quote(provider);
}
