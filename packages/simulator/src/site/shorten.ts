import type { Json } from "../openapi-document.ts";

const MOST_CHARACTERS = 600;
const MOST_ENTRIES = 40;
const MOST_DEPTH = 12;

/** Shortens files in data URIs, and other long values, for the page. */
export function shortened(value: unknown, depth = 0): Json {
  if (typeof value === "string") return shortenedText(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (typeof value !== "object") return null;
  if (depth === MOST_DEPTH) return "\u2026";
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ENTRIES).map((item) => shortened(item, depth + 1));
    return value.length > MOST_ENTRIES ? [...items, `\u2026 and ${value.length - MOST_ENTRIES} more`] : items;
  }
  const entries = Object.entries(value).slice(0, MOST_ENTRIES);
  return Object.fromEntries(entries.map(([name, item]) => [name, shortened(item, depth + 1)]));
}

function shortenedText(text: string): string {
  const file = /^data:[^,]{0,100},/.exec(text)?.[0];
  const most = file ? file.length + 24 : MOST_CHARACTERS;
  return text.length > most ? `${text.slice(0, most)}\u2026 (${text.length} characters)` : text;
}
