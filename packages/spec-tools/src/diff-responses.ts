import type { Json, JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { compareAnnotations } from "./annotations.ts";
import type { Comparison } from "./comparison.ts";
import { reportRequired } from "./diff-fields.ts";
import { compareMedia } from "./diff-media.ts";
import { compareSchemas } from "./diff-schema.ts";
import { Place } from "./place.ts";
import { asObject } from "./resolve.ts";
import { equal, namesOf, quote } from "./words.ts";

/** Reports added, removed and changed responses of an operation. */
export function compareResponses(
  comparison: Comparison,
  before: JsonObject,
  after: JsonObject,
  operation: Place,
): void {
  for (const status of namesOf(before, after)) {
    const place = Place.of(`the response ${status} of ${operation}`, [...operation.path, "responses", status]);
    if (!Object.hasOwn(after, status)) comparison.report("removed", { place });
    else if (!Object.hasOwn(before, status)) comparison.report("added", { place });
    else
      compareResponse(
        comparison,
        dereference(comparison.before, before[status]),
        dereference(comparison.after, after[status]),
        place,
      );
  }
}

function compareResponse(comparison: Comparison, before: JsonObject, after: JsonObject, owner: Place): void {
  compareMedia(comparison, before.content, after.content, owner, "response");
  compareHeaders(comparison, before.headers, after.headers, owner);
  compareAnnotations(comparison, before, after, owner, "response");
  if (!equal(before.links, after.links)) comparison.report("note-changed", { place: owner, value: quote("links") });
}

function compareHeaders(comparison: Comparison, before: Json | undefined, after: Json | undefined, owner: Place): void {
  const [were, are] = [asObject(before), asObject(after)];
  for (const name of namesOf(were, are)) {
    const place = Place.of(`the header ${quote(name)} of ${owner}`, [...owner.path, "headers", name]);
    const was = dereference(comparison.before, were[name]);
    const is = dereference(comparison.after, are[name]);
    if (!Object.hasOwn(are, name)) comparison.report("removed", { place }, "response");
    else if (!Object.hasOwn(were, name)) comparison.report("added", { place, value: is.required === true }, "response");
    else {
      reportRequired(comparison, was.required === true, is.required === true, place, "response");
      compareAnnotations(comparison, was, is, place, "response");
      compareSchemas(comparison, was.schema, is.schema, place, "response");
    }
  }
}
