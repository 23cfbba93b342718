import { asObject, equal, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { JSON_TYPE } from "@seedream-clients/codegen/src/operation.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { compareAnnotations } from "./annotations.ts";
import type { Comparison } from "./comparison.ts";
import { reportRequired } from "./diff-fields.ts";
import { compareSchemas } from "./diff-schema.ts";
import { Place } from "./place.ts";
import { namesOf, quote } from "./words.ts";

type Compare = (before: JsonObject, after: JsonObject, place: Place, name: string) => void;

/** Reports added and removed parts, and compares the parts that both versions have. */
export function compareParts(
  comparison: Comparison,
  [before, after]: readonly [before: Json | undefined, after: Json | undefined],
  placeOf: (name: string) => Place,
  compare: Compare,
): void {
  const [were, are] = [asObject(before), asObject(after)];
  for (const name of namesOf(were, are)) {
    const place = placeOf(name);
    const [was, is] = [dereference(comparison.before, were[name]), dereference(comparison.after, are[name])];
    if (!Object.hasOwn(are, name)) comparison.report("removed", { place });
    else if (!Object.hasOwn(were, name)) comparison.report("added", { place, value: is.required === true });
    else compare(was, is, place, name);
  }
}

/** Reports the changes of a parameter or a header. */
export function compareParameter(comparison: Comparison, before: JsonObject, after: JsonObject, place: Place): void {
  reportRequired(comparison, before.required === true, after.required === true, place);
  compareAnnotations(comparison, before, after, place);
  compareSchemas(comparison, before.schema, after.schema, place);
}

/** Reports added, removed and changed media types of a body. */
export function compareMedia(comparison: Comparison, before: JsonObject, after: JsonObject, owner: Place): void {
  const placeOf = (words: string, type: string) => Place.of(words, [...owner.path, "content", type], owner.direction);
  compareParts(
    comparison,
    [before.content, after.content],
    (type) => placeOf(`the media type ${quote(type)} of ${owner}`, type),
    (was, is, _, type) => {
      const place = placeOf(type === JSON_TYPE ? owner.owner : `${owner}, as ${quote(type)}`, type);
      compareSchemas(comparison, was.schema, is.schema, place);
      compareAnnotations(comparison, was, is, place);
      if (!equal(was.encoding, is.encoding)) comparison.report("note-changed", { place, value: quote("encoding") });
    },
  );
}

/** Reports added, removed and changed responses of an operation. */
export function compareResponses(comparison: Comparison, before: JsonObject, after: JsonObject, owner: Place): void {
  const headerOf = (response: Place) => (name: string) =>
    Place.of(`the header ${quote(name)} of ${response}`, [...response.path, "headers", name], "response");
  compareParts(
    comparison,
    [before.responses, after.responses],
    (status) => Place.of(`the response ${status} of ${owner}`, [...owner.path, "responses", status], "response"),
    (was, is, place) => {
      compareMedia(comparison, was, is, place);
      compareParts(comparison, [was.headers, is.headers], headerOf(place), (header, headerNow, inner) =>
        compareParameter(comparison, header, headerNow, inner),
      );
      compareAnnotations(comparison, was, is, place);
      if (!equal(was.links, is.links)) comparison.report("note-changed", { place, value: quote("links") });
    },
  );
}
