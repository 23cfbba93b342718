import type { CollectionEntry } from "astro:content";

type Page = CollectionEntry<"docs">;

/** Returns a page as Markdown: what a reader of its source sees, without the comments that are for tests. */
export function toMarkdown({ data, body = "" }: Page): string {
  const text = body.replace(/<!-- (?:snippet|before the snippet|after the snippet):[\s\S]*?-->\n*/g, "");
  return `# ${data.title}\n\n${data.description ?? ""}\n\n${text.trim()}\n`;
}

/** Path of a page as Markdown, below the root of the site. */
export function markdownPath({ id }: Page): string {
  return `${id || "index"}.md`;
}
