import { type Change, LEVELS, type Level } from "./change.ts";
import type { SpecDiff } from "./diff-specs.ts";

const HEADINGS: Readonly<Record<Level, string>> = {
  breaking: "Breaking changes:",
  feature: "New:",
  fix: "Fixed:",
};

/** If more texts for people changed, the changeset only counts them. */
const MOST_PROSE = 2;

/** Returns the text of a changeset, which becomes a changelog entry for users of the client. */
export function changesetText({ title, changes }: SpecDiff): string {
  if (changes.some(({ rule }) => rule === "provider-added"))
    return `${title} is a new provider, with a typed client, and a mock provider in the simulator.`;
  const parts = LEVELS.flatMap((level) => {
    const lines = linesOf(changes.filter((change) => change.level === level));
    return lines.length === 0 ? [] : [`${HEADINGS[level]}\n\n${lines.map((line) => `- ${line}`).join("\n")}`];
  });
  return [`${title}: updated to the current API description.`, ...parts].join("\n\n");
}

function linesOf(changes: readonly Change[]): string[] {
  const prose = changes.filter((change) => change.prose);
  const others = changes.filter((change) => !change.prose);
  if (prose.length <= MOST_PROSE) return changes.map(({ text }) => sentence(text));
  return [...others.map(({ text }) => sentence(text)), `${prose.length} descriptions were updated.`];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
