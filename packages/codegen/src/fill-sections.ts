import { LayoutError } from "./problem.ts";

const NOTICE = "<!-- Written by `pnpm generate` from specs/*/openapi.yaml: do not edit. -->";

/**
 * Returns a Markdown text with each section between its markers, `<!-- generated:name -->` and
 * `<!-- /generated:name -->`. A section of one line stays in the line of its markers. Other
 * text must begin that line, because a comment at the start would end the paragraph.
 *
 * @param file Name of the text in messages.
 * @throws {LayoutError} A marker is missing.
 */
export function fillSections(file: string, text: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((filled, [name, section]) => fill(file, filled, name, section), text);
}

function fill(file: string, text: string, name: string, section: string): string {
  const [opening, closing] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`];
  const find = (marker: string, from: number): number => {
    const position = text.indexOf(marker, from);
    if (position >= 0) return position;
    throw new LayoutError(
      `${file} lacks the marker ${marker}; write ${opening} and ${closing} where the generated text belongs`,
    );
  };
  const start = find(opening, 0) + opening.length;
  const end = find(closing, start);
  const inside = section.includes("\n") ? `\n${NOTICE}\n\n${section}\n\n` : section;
  return text.slice(0, start) + inside + text.slice(end);
}
