import type { JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { type Alternative, tagOf } from "./alternatives.ts";
import { asObject } from "./resolve.ts";
import { equal } from "./words.ts";

export interface Matching {
  readonly pairs: readonly (readonly [before: Alternative, after: Alternative])[];
  readonly removed: readonly Alternative[];
  readonly added: readonly Alternative[];
}

type Test = (before: Alternative, after: Alternative) => boolean;

/** Pairs the alternatives of two versions of a union, by the most reliable test first. */
export function match(
  before: readonly Alternative[],
  after: readonly Alternative[],
  documents: { readonly before: JsonObject; readonly after: JsonObject },
): Matching {
  const tags = (was: Alternative, is: Alternative) =>
    [tagOf(was, documents.before), tagOf(is, documents.after)] as const;
  const mayMatch: Test = (was, is) => {
    const [tag, other] = tags(was, is);
    return was.type === is.type && (tag === other || tag === undefined || other === undefined);
  };
  const tests: readonly Test[] = [
    (was, is) => was.name !== undefined && was.name === is.name,
    (was, is) => was.type === is.type && equal(was.schema, is.schema),
    (was, is) => {
      const [tag, other] = tags(was, is);
      return tag !== undefined && tag === other;
    },
    (was, is) => mayMatch(was, is) && shareField(was, is),
    mayMatch,
    (was, is) => isNumber(was) && isNumber(is),
  ];
  const pairs: [Alternative, Alternative][] = [];
  const [removed, added] = [[...before], [...after]];
  for (const test of tests)
    for (const was of [...removed]) {
      const is = added.find((candidate) => test(was, candidate));
      if (!is) continue;
      pairs.push([was, is]);
      removed.splice(removed.indexOf(was), 1);
      added.splice(added.indexOf(is), 1);
    }
  return { pairs, removed, added };
}

function shareField(before: Alternative, after: Alternative): boolean {
  const fields = asObject(after.schema.properties);
  return Object.keys(asObject(before.schema.properties)).some((name) => Object.hasOwn(fields, name));
}

function isNumber({ type }: Alternative): boolean {
  return type === "number" || type === "integer";
}
