import type { Program } from "./program.ts";
import type { Snippet } from "./snippet.ts";

interface Applied {
  /** Language of the snippet that the diff changes; "ts" where it changes none. */
  readonly base: string;
  /** The changed snippet; `undefined` where no snippet above has all the lines that the diff removes. */
  readonly lines: readonly string[] | undefined;
}

/** Applies a diff to the nearest snippet above that has all the lines that it removes. */
export function applyDiff({ code }: Snippet, earlier: readonly Program[]): Applied {
  for (const { lines, snippet } of earlier.toReversed()) {
    const changed = changedBy(code, lines);
    if (changed) return { base: snippet.language, lines: changed };
  }
  return { base: "ts", lines: undefined };
}

function changedBy(diff: readonly string[], lines: readonly string[]): readonly string[] | undefined {
  const changed = [...lines];
  for (const { removed, added } of hunksOf(diff)) {
    const at = changed.findIndex((_, start) => removed.every((line, offset) => changed[start + offset] === line));
    if (at < 0 || removed.length === 0) return undefined;
    changed.splice(at, removed.length, ...added);
  }
  return changed;
}

function hunksOf(diff: readonly string[]): readonly { removed: string[]; added: string[] }[] {
  const hunks: { removed: string[]; added: string[] }[] = [];
  let previous = "";
  for (const line of diff) {
    const sign = line[0] ?? " ";
    const startsHunk = sign === "-" && previous !== "-";
    if (startsHunk || (sign === "+" && hunks.length === 0)) hunks.push({ removed: [], added: [] });
    if (sign === "-") hunks.at(-1)?.removed.push(line.slice(1));
    if (sign === "+") hunks.at(-1)?.added.push(line.slice(1));
    previous = sign;
  }
  return hunks;
}
