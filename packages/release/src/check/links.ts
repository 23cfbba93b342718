const FENCE = /^(```|~~~).*?^\1/gms;
const LINK = /\]\(<?([^)\s>]+)|^\[[^\]]+\]:\s*(\S+)|\b(?:href|src)="([^"]+)"/gm;
const ADDRESS = /^(https|mailto):/;

/** Lists faults in the links of a README on npm, where all other files of the repository are missing. */
export function checkLinks(readme: string): string[] {
  const text = readme.replace(FENCE, blank);
  const anchors = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading)));
  return [...text.replace(/`[^`\n]+`/g, blank).matchAll(LINK)].flatMap(
    ({ 1: inline, 2: defined, 3: attribute, index }) => {
      const target = inline ?? defined ?? attribute ?? "";
      const where = `README.md:${text.slice(0, index).split("\n").length}: ${target}`;
      if (ADDRESS.test(target)) return [];
      if (!target.startsWith("#"))
        return [`${where} does not exist on npm; link to an https: address, or name the file in words`];
      return anchors.has(target.slice(1)) ? [] : [`${where} is not a heading; link to one that is`];
    },
  );
}

/** Blanks a text, but keeps its line breaks, so that lines can be counted. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** Returns the anchor that GitHub and npm give a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}
