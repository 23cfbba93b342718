import type { Program } from "./program.ts";
import type { Snippet } from "./snippet.ts";

interface Hunk {
  readonly removed: string[];
  readonly added: string[];
}

interface Applied {
  /** Language of the snippet that the diff changes; "ts" if it changes none. */
  readonly base: string;
  /** The changed snippet; `undefined` if no snippet above has all the lines that the diff removes. */
  readonly lines: readonly string[] | undefined;
}

/**
 * Applies a diff to the nearest snippet above that has all the lines that it removes.
 *
 * @throws A snippet above has some of the lines, but none has all.
 */
export function applyDiff({ code, readme, line }: Snippet, earlier: readonly Program[]): Applied {
  const hunks = hunksOf(code);
  let isAbove = false;
  for (const { lines, snippet } of earlier.toReversed()) {
    const changed = changedBy(hunks, lines);
    if (changed) return { base: snippet.language, lines: changed };
    isAbove ||= hunks.some(({ removed }) => placeOf(removed, lines) >= 0);
  }
  if (isAbove) throw new Error(`${readme}:${line}: no snippet above has all the lines that this diff removes`);
  return { base: "ts", lines: undefined };
}

function changedBy(hunks: readonly Hunk[], lines: readonly string[]): readonly string[] | undefined {
  const changed = [...lines];
  for (const { removed, added } of hunks) {
    const at = placeOf(removed, changed);
    if (at < 0) return undefined;
    changed.splice(at, removed.length, ...added);
  }
  return changed;
}

/** Finds removed lines without their comments, because a diff leaves out the comments of changed lines. */
function placeOf(removed: readonly string[], lines: readonly string[]): number {
  if (removed.length === 0) return -1;
  return lines.findIndex((_, start) => removed.every((line, at) => withoutComment(lines[start + at]) === line));
}

function withoutComment(line = ""): string {
  return line.replace(/\s+\/\/ .*$/, "");
}

function hunksOf(diff: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
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
