import type { Literal } from "./literal.ts";
import type { ModelRow } from "./model-rows.ts";

/** Turns a row into a `ModelSpec`: without `x-` notes, and without the keys that are `null`. */
export function modelValue(row: ModelRow): { readonly [key: string]: Literal } {
  return Object.fromEntries(Object.entries(row).flatMap(([key, value]) => kept(key, value)));
}

function kept(key: string, value: unknown): [string, Literal][] {
  return value === null || key.startsWith("x-") ? [] : [[key, literal(value)]];
}

function literal(value: unknown): Literal {
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => kept(key, item)));
  return value as string | number | boolean;
}
