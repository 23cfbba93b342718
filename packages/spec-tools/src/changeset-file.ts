import { createHash } from "node:crypto";
import { parseChangesetFile } from "@changesets/parse";
import { CommandError } from "@seedream-clients/command-line";
import type { Bump } from "./bump.ts";

export const FOLDER = ".changeset";

/** The content of a changeset. */
export interface Changeset {
  /** By package. */
  readonly releases: ReadonlyMap<string, Bump>;
  readonly text: string;
}

// A comment in the front matter with the hash of the text, which shows whether a person has edited the text.
const MARK = /^# Written by `pnpm spec:changeset`, text ([0-9a-f]{12})\.$/m;

/** Returns the file of a changeset. */
export function formatChangeset(changeset: Changeset): string {
  return format(changeset, hashOf(changeset.text));
}

/** Returns the file of a changeset with new releases and the text of an edited file. */
export function formatEdited(releases: Changeset["releases"], file: string): string {
  return format({ releases, text: parseChangeset("", file).text }, MARK.exec(file)?.[1] ?? "");
}

/** Returns a file with further releases, which may replace its own. */
export function withReleases(file: string, releases: Changeset["releases"]): string {
  const [, front = "", rest = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(file) ?? [];
  const comments = front.split("\n").filter((line) => line.startsWith("#"));
  const all = new Map([...parseChangeset("", file).releases, ...releases]);
  return `---\n${[...comments, ...linesOf(all)].join("\n")}\n---\n${rest}`;
}

/** Returns who wrote a file: `"both"` if a person edited the text of this program. */
export function authorOf(file: string): "a person" | "this program" | "both" {
  const mark = MARK.exec(file)?.[1];
  if (mark === undefined) return "a person";
  return mark === hashOf(parseChangeset("", file).text) ? "this program" : "both";
}

export function parseChangeset(path: string, file: string): Changeset {
  try {
    const { releases, summary } = parseChangesetFile(file);
    return {
      releases: new Map(releases.flatMap(({ name, type }) => (type === "none" ? [] : [[name, type]]))),
      text: summary,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : error;
    throw new CommandError(`${path}: ${reason} — correct the file, or remove it and run pnpm changeset`);
  }
}

function format({ releases, text }: Changeset, hash: string): string {
  return `---\n# Written by \`pnpm spec:changeset\`, text ${hash}.\n${linesOf(releases).join("\n")}\n---\n\n${text}\n`;
}

function linesOf(releases: Changeset["releases"]): string[] {
  return [...releases].map(([name, bump]) => `"${name}": ${bump}`);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
