import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import type { Difference, Direction } from "./change.ts";
import { Place } from "./place.ts";
import { differenceOf, type Facts, type RuleName } from "./rules.ts";

type Printable<T> = { readonly [K in keyof T]: T[K] | { toString(): string } };

/** Two versions of a document, and the differences found so far. */
export class Comparison {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly differences: Difference[] = [];
  readonly #compared = new Map<object, Map<object, Set<Direction>>>();

  constructor(before: JsonObject, after: JsonObject) {
    this.before = before;
    this.after = after;
  }

  report(rule: RuleName, facts: Printable<Facts>): void {
    const words = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)]));
    const { path, direction } = facts.place instanceof Place ? facts.place : Place.of("");
    this.differences.push(differenceOf(rule, { place: "", ...words }, direction, path));
  }

  /** Whether two schemas are compared for the first time in this direction. Schemas may be recursive. */
  isFirst(before: Json | undefined, after: Json | undefined, direction: Direction): boolean {
    if (!isObject(before) || !isObject(after)) return true;
    const others = this.#compared.get(before) ?? new Map<object, Set<Direction>>();
    const directions = others.get(after) ?? new Set();
    this.#compared.set(before, others.set(after, directions));
    return !directions.has(direction) && directions.add(direction) !== undefined;
  }
}
