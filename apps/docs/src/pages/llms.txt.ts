import { type CollectionEntry, getCollection } from "astro:content";
import type { APIRoute } from "astro";
import { markdownPath } from "../markdown.ts";
import { sections } from "../sections.ts";

/** The table of contents for programs that read documentation: https://llmstxt.org. */
export const GET: APIRoute = async ({ site }) => {
  const entries = await getCollection("docs");
  const home = entries.find(({ id }) => id === "index" || id === "");
  const line = (entry: CollectionEntry<"docs">) => {
    const address = new URL(import.meta.env.BASE_URL.replace(/\/?$/, "/") + markdownPath(entry), site);
    return `- [${entry.data.title}](${address}): ${entry.data.description}`;
  };
  const part = (title: string, prefix: string, pages: readonly string[]) => {
    const found = pages.flatMap((page) => entries.filter(({ id }) => id === prefix + page));
    return [`## ${title}`, "", ...found.map(line), ""];
  };
  const lines = [
    `# ${home?.data.title}`,
    "",
    `> ${home?.data.description}`,
    "",
    ...sections.flatMap(({ label, pages }) => part(label, "", pages)),
    ...part(
      "中文",
      "zh-cn/",
      sections.flatMap(({ pages }) => pages),
    ),
  ];
  return new Response(lines.join("\n"));
};
