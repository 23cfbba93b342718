import type { Json } from "@seedream-clients/codegen/src/json.ts";

const LONGEST = 80;

/** Formats a value for people, in Markdown. */
export function quote(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}

export function quoteAll(values: readonly Json[]): string {
  return values.map(quote).join(", ");
}

/** Returns the names in two records without duplicates, in the order of the records. */
export function namesOf(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}
