import type { Json } from "@seedream-clients/codegen/src/json.ts";

const LONGEST = 80;

/** Formats a value for people, in Markdown. */
export function quote(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}

/**
 * Escapes control characters. A text with a name from a provider's document must stay one line, in a terminal and in the
 * issue that the drift workflow opens.
 */
export function onOneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export function quoteAll(values: readonly Json[]): string {
  return values.map(quote).join(", ");
}

/** Returns the names in two records without duplicates, in the order of the records. */
export function namesOf(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}
