import type { Json } from "@seedream-clients/codegen/src/json.ts";
import { compareAnnotations } from "./annotations.ts";
import type { Direction } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareSchemas } from "./diff-schema.ts";
import { Place } from "./place.ts";
import { asObject } from "./resolve.ts";
import { equal, namesOf, quote } from "./words.ts";

const JSON_TYPE = "application/json";

/** Reports added, removed and changed media types of a body. */
export function compareMedia(
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  owner: Place,
  direction: Direction,
): void {
  const [were, are] = [asObject(before), asObject(after)];
  for (const type of namesOf(were, are)) {
    const path = [...owner.path, "content", type];
    const place = Place.of(type === JSON_TYPE ? owner.owner : `${owner}, as ${quote(type)}`, path);
    const media = Place.of(`the media type ${quote(type)} of ${owner}`, path);
    if (!Object.hasOwn(are, type)) comparison.report("removed", { place: media });
    else if (!Object.hasOwn(were, type)) comparison.report("added", { place: media });
    else {
      const [was, is] = [asObject(were[type]), asObject(are[type])];
      compareSchemas(comparison, was.schema, is.schema, place, direction);
      compareAnnotations(comparison, was, is, place, direction);
      if (!equal(was.encoding, is.encoding)) comparison.report("note-changed", { place, value: quote("encoding") });
    }
  }
}
