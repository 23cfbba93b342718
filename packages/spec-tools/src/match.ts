import { asObject, equal, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { type Alternative, tagOf } from "./alternatives.ts";
import { type Pairing, pairUp } from "./pair-up.ts";

/** Pairs the alternatives of two versions of a union. */
export function match(
  before: readonly Alternative[],
  after: readonly Alternative[],
  documents: { readonly before: JsonObject; readonly after: JsonObject },
): Pairing<Alternative> {
  const tags = (was: Alternative, is: Alternative) =>
    [tagOf(was, documents.before), tagOf(is, documents.after)] as const;
  const mayMatch = (was: Alternative, is: Alternative) => {
    const [tag, other] = tags(was, is);
    return was.type === is.type && (tag === other || tag === undefined || other === undefined);
  };
  return pairUp(before, after, [
    (was, is) => was.name !== undefined && was.name === is.name,
    (was, is) => was.type === is.type && equal(was.schema, is.schema),
    (was, is) => {
      const [tag, other] = tags(was, is);
      return tag !== undefined && tag === other;
    },
    (was, is) => mayMatch(was, is) && shareField(was, is),
    mayMatch,
    (was, is) => isNumber(was) && isNumber(is),
  ]);
}

function shareField(before: Alternative, after: Alternative): boolean {
  const fields = asObject(after.schema.properties);
  return Object.keys(asObject(before.schema.properties)).some((name) => Object.hasOwn(fields, name));
}

function isNumber({ type }: Alternative): boolean {
  return type === "number" || type === "integer";
}
