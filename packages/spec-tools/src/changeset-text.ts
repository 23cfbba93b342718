import { type Change, LEVELS, type Level } from "./change.ts";
import type { SpecDiff } from "./diff-specs.ts";

const HEADINGS: Readonly<Record<Level, string>> = {
  breaking: "What may break your code:",
  feature: "What is new:",
  fix: "What was corrected:",
};

/** More texts for people than this are told as a number. */
const MOST_PROSE = 2;

/** What changed, for the users of a client: the text of a changeset, which becomes an entry of its changelog. */
export function changesetText({ title, changes }: SpecDiff): string {
  const parts = LEVELS.flatMap((level) => {
    const lines = linesOf(changes.filter((change) => change.level === level));
    return lines.length === 0 ? [] : [`${HEADINGS[level]}\n\n${lines.map((line) => `- ${line}`).join("\n")}`];
  });
  return [`${title}: the API as it is described now.`, ...parts].join("\n\n");
}

function linesOf(changes: readonly Change[]): string[] {
  const prose = changes.filter((change) => change.prose);
  const others = changes.filter((change) => !change.prose);
  if (prose.length <= MOST_PROSE) return changes.map(({ text }) => sentence(text));
  return [
    ...others.map(({ text }) => sentence(text)),
    `Descriptions were brought up to date, in ${prose.length} places.`,
  ];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
