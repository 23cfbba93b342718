import { type HiddenCode, readOptions, type Snippet } from "./snippet.ts";

interface Comments {
  options?: string;
  before?: HiddenCode;
}

const fence = /^\s*(`{3,})\s*([\w-]*)/;

/**
 * Finds the fenced code blocks of a README.
 *
 * @throws A block has no end, or a comment about a snippet has no snippet.
 */
export function parseReadme(readme: string, text: string): readonly Snippet[] {
  const lines = text.split(/\r?\n/);
  const snippets: Snippet[] = [];
  let heading = "";
  let comments: Comments = {};
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const place = `${readme}:${at + 1}`;
    const comment = /^\s*<!-- (snippet|before the snippet|after the snippet):(.*)$/.exec(line);
    const [, ticks = "", language = ""] = fence.exec(line) ?? [];
    if (comment) {
      const end = endOf(lines, at, (line) => line.includes("-->"), `${place}: the comment`);
      const hidden = { line: at + 2, code: lines.slice(at + 1, end) };
      if (comment[1] === "snippet") comments.options = (comment[2] ?? "").replace(/-->.*/, "");
      else if (comment[1] === "before the snippet") comments.before = hidden;
      else appendTo(snippets, hidden, place);
      at = end;
    } else if (ticks) {
      const end = endOf(lines, at, (line) => line.trim() === ticks, `${place}: the code block`);
      const { before, options } = comments;
      snippets.push({
        readme,
        line: at + 2,
        heading,
        language,
        code: lines.slice(at + 1, end),
        hidden: before ? [before] : [],
        options: readOptions(options, place),
      });
      comments = {};
      at = end;
    } else if (line.trim()) {
      if (comments.options !== undefined || comments.before) {
        throw new Error(`${place}: the comment above is about a snippet; put it directly above one`);
      }
      heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
    }
  }
  return snippets;
}

function endOf(lines: readonly string[], start: number, isEnd: (line: string) => boolean, what: string): number {
  if (what.endsWith("comment") && isEnd(lines[start] ?? "")) return start;
  const end = lines.findIndex((line, at) => at > start && isEnd(line));
  if (end < 0) throw new Error(`${what} has no end`);
  return end;
}

function appendTo(snippets: Snippet[], hidden: HiddenCode, place: string): void {
  const last = snippets.pop();
  if (!last) throw new Error(`${place}: there is no snippet above`);
  snippets.push({ ...last, hidden: [...last.hidden, hidden] });
}
