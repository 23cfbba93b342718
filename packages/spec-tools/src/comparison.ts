import type { Json, JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { isObject } from "@seedream-clients/codegen/src/json.ts";
import { type Change, type Direction, inOrder } from "./change.ts";
import { changeOf, type Facts, type RuleName } from "./rules.ts";

type Told<T> = { readonly [K in keyof T]: T[K] | { toString(): string } };

/** Two versions of one document, and what was found to differ so far. */
export class Comparison {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly #changes: Change[] = [];
  readonly #met = new Map<object, Map<object, Set<Direction>>>();

  constructor(before: JsonObject, after: JsonObject) {
    this.before = before;
    this.after = after;
  }

  get changes(): Change[] {
    return inOrder(this.#changes);
  }

  report(rule: RuleName, facts: Told<Facts>, direction?: Direction): void {
    const words = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)]));
    this.#changes.push(changeOf(rule, { place: "", ...words }, direction));
  }

  /** Whether two schemas meet for the first time in this direction: schemas may hold themselves. */
  isFirst(before: Json | undefined, after: Json | undefined, direction: Direction): boolean {
    if (!isObject(before) || !isObject(after)) return true;
    const partners = this.#met.get(before) ?? new Map<object, Set<Direction>>();
    const directions = partners.get(after) ?? new Set();
    this.#met.set(before, partners.set(after, directions));
    return !directions.has(direction) && directions.add(direction) !== undefined;
  }
}
