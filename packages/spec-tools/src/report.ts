import { highestLevel } from "./change.ts";
import type { SpecDiff } from "./diff-specs.ts";

/** Formats the changes of one spec, one per line. */
export function reportLines({ provider, file, changes }: SpecDiff): string[] {
  if (changes.length === 0) return [`${provider}: no changes`];
  const count = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  return [
    `${provider}: ${count}, ${highestLevel(changes)} (${file})`,
    ...changes.map(({ level, text, rule }) => `  ${level.padEnd(8)}  ${text}  [${rule}]`),
  ];
}
