import ts from "typescript";
import { type Pairing, pairUp } from "../pair-up.ts";
import { fieldsOf, isObject } from "./structure.ts";

type Test = (before: ts.Type, after: ts.Type) => boolean;

/** Pairs the members of two versions of a union. */
export function matchMembers(
  checker: ts.TypeChecker,
  before: readonly ts.Type[],
  after: readonly ts.Type[],
): Pairing<ts.Type> {
  const kind = (type: ts.Type) => {
    if (checker.isArrayType(type) || checker.isTupleType(type)) return "list";
    return checker.getSignaturesOfType(type, ts.SignatureKind.Call).length > 0 ? "function" : "object";
  };
  const mayMatch: Test = (was, is) => isObject(was) && isObject(is) && kind(was) === kind(is);
  const hasTagsOf: Test = (was, is) => {
    const tags = tagsOf(checker, is);
    const shared = [...tagsOf(checker, was)].filter(([name]) => tags.has(name));
    return shared.length > 0 && shared.every(([name, value]) => tags.get(name) === value);
  };
  const hasOtherTags: Test = (was, is) => {
    const tags = tagsOf(checker, is);
    return [...tagsOf(checker, was)].some(([name, value]) => (tags.get(name) ?? value) !== value);
  };
  return pairUp(before, after, [
    (was, is) => was === is,
    (was, is) => isGeneric(was) && isGeneric(is) && checker.typeToString(was) === checker.typeToString(is),
    (was, is) => mayMatch(was, is) && hasTagsOf(was, is),
    (was, is) => mayMatch(was, is) && checker.isTypeAssignableTo(was, is) && checker.isTypeAssignableTo(is, was),
    (was, is) => mayMatch(was, is) && !hasOtherTags(was, is) && sharesField(checker, was, is),
    (was, is) => mayMatch(was, is) && !hasOtherTags(was, is),
    // A variant with another tag, if it is the only candidate.
    (was, is, { lost, gained }) =>
      mayMatch(was, is) && [lost, gained].every((list) => list.filter(isObject).length === 1),
  ]);
}

/** Returns the fields with a single value, by which code tells variants apart. */
export function tagsOf(checker: ts.TypeChecker, type: ts.Type): Map<string, ts.Type> {
  return new Map(
    [...fieldsOf(checker, type)].flatMap(
      ([
        name,
        {
          members: [value, ...others],
        },
      ]) => (value?.isLiteral() && others.length === 0 ? [[name, value] as const] : []),
    ),
  );
}

function sharesField(checker: ts.TypeChecker, before: ts.Type, after: ts.Type): boolean {
  const fields = fieldsOf(checker, after);
  return [...fieldsOf(checker, before).keys()].some((name) => fields.has(name));
}

/** Whether a type depends on a type parameter. */
export function isGeneric(type: ts.Type): boolean {
  // `NonNullable<T>` is `T & {}`.
  return type.isIntersection() ? type.types.some(isGeneric) : (type.flags & ts.TypeFlags.Instantiable) !== 0;
}
