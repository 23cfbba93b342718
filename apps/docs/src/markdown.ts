import type { CollectionEntry } from "astro:content";

type Page = CollectionEntry<"docs">;

/** Returns a page as Markdown, without its comments, which are for tests and codegen. */
export function toMarkdown({ data, body = "" }: Page): string {
  const text = body.replace(/^<!-- [\s\S]*?-->\n*/gm, "");
  return `# ${data.title}\n\n${data.description ?? ""}\n\n${text.trim()}\n`;
}

/** Path of a page as Markdown, below the root of the site. */
export function markdownPath({ id }: Page): string {
  return `${id || "index"}.md`;
}
