import {
  asObject,
  asStrings,
  equal,
  isObject,
  type Json,
  type JsonObject,
} from "@seedream-clients/codegen/src/json.ts";
import { isAnnotation } from "./annotations.ts";
import type { Comparison } from "./comparison.ts";
import type { Place } from "./place.ts";
import { resolve } from "./resolve.ts";

/** The fields of one version of an object. */
interface Fields {
  readonly document: JsonObject;
  readonly properties: JsonObject;
  readonly required: ReadonlySet<string>;
}

/** A schema in both of its versions, and its place. */
interface SchemaPair {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly place: Place;
}

/**
 * Reports added and removed fields of an object. Yields the schemas of the common fields one by one, so that the
 * changes inside a field are reported before the next field.
 */
export function* compareFields(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  place: Place,
): Generator<SchemaPair> {
  const were = fieldsOf(comparison.before, before);
  const are = fieldsOf(comparison.after, after);
  const removed = namesMissing(were, are);
  const added = namesMissing(are, were);
  const [name, other] = [removed[0], added[0]];
  if (name !== undefined && other !== undefined && isRename(were, are, removed, added))
    comparison.report("replaced", { place: place.field(name), after: place.field(other) });
  else {
    for (const field of removed) comparison.report("removed", { place: place.field(field) });
    for (const field of added)
      comparison.report("added", { place: place.field(field), value: are.required.has(field) });
  }
  for (const field of Object.keys(were.properties)) {
    if (!Object.hasOwn(are.properties, field)) continue;
    const inner = place.field(field);
    reportRequired(comparison, were.required.has(field), are.required.has(field), inner);
    yield { before: were.properties[field], after: are.properties[field], place: inner };
  }
  yield* compareOtherFields(comparison, before.additionalProperties, after.additionalProperties, place);
}

/** Reports a change between required and optional. */
export function reportRequired(comparison: Comparison, was: boolean, is: boolean, place: Place): void {
  if (was !== is) comparison.report(is ? "required" : "optional", { place });
}

function* compareOtherFields(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  place: Place,
): Generator<SchemaPair> {
  if (before !== false && after === false) comparison.report("other-fields-refused", { place });
  else if (before === false && after !== false) comparison.report("other-fields-allowed", { place });
  else if (isObject(before) || isObject(after)) yield { before, after, place: place.otherFields };
}

function fieldsOf(document: JsonObject, { properties, required }: JsonObject): Fields {
  return { document, properties: asObject(properties), required: new Set(asStrings(required)) };
}

function namesMissing(there: Fields, here: Fields): string[] {
  return Object.keys(there.properties).filter((name) => !Object.hasOwn(here.properties, name));
}

function isRename(were: Fields, are: Fields, removed: readonly string[], added: readonly string[]): boolean {
  const [name = "", other = ""] = [removed[0], added[0]];
  if (removed.length !== 1 || added.length !== 1 || were.required.has(name) !== are.required.has(other)) return false;
  return equal(form(were, name), form(are, other));
}

function form({ document, properties }: Fields, name: string): Json {
  const { schema } = resolve(document, properties[name]);
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !isAnnotation(keyword)));
}
