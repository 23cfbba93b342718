import { type CollectionEntry, getCollection } from "astro:content";
import type { APIRoute, GetStaticPaths } from "astro";
import { markdownPath, toMarkdown } from "../markdown.ts";

interface Props {
  readonly entry: CollectionEntry<"docs">;
}

export const getStaticPaths = (async () => {
  const entries = await getCollection("docs");
  return entries.map((entry) => ({ params: { page: markdownPath(entry).replace(/\.md$/, "") }, props: { entry } }));
}) satisfies GetStaticPaths;

/** Each page as Markdown, for programs that read documentation. */
export const GET: APIRoute<Props> = ({ props }) => new Response(toMarkdown(props.entry));
