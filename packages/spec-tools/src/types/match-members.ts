import ts from "typescript";
import { fieldsOf, isObject } from "./structure.ts";

interface Matching {
  readonly pairs: readonly (readonly [before: ts.Type, after: ts.Type])[];
  readonly lost: readonly ts.Type[];
  readonly gained: readonly ts.Type[];
}

type Test = (before: ts.Type, after: ts.Type) => boolean;

/** Pairs the members of two versions of a union, by the most reliable test first. */
export function matchMembers(checker: ts.TypeChecker, before: readonly ts.Type[], after: readonly ts.Type[]): Matching {
  const [lost, gained] = [[...before], [...after]];
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
  const tests: readonly Test[] = [
    (was, is) => was === is,
    (was, is) => isGeneric(was) && isGeneric(is) && checker.typeToString(was) === checker.typeToString(is),
    (was, is) => mayMatch(was, is) && hasTagsOf(was, is),
    (was, is) => mayMatch(was, is) && checker.isTypeAssignableTo(was, is) && checker.isTypeAssignableTo(is, was),
    (was, is) => mayMatch(was, is) && !hasOtherTags(was, is) && sharesField(checker, was, is),
    (was, is) => mayMatch(was, is) && !hasOtherTags(was, is),
    // A variant under another tag, when no other could be meant.
    (was, is) => mayMatch(was, is) && [lost, gained].every((list) => list.filter(isObject).length === 1),
  ];
  const pairs: [ts.Type, ts.Type][] = [];
  for (const test of tests)
    for (const was of [...lost]) {
      const is = gained.find((candidate) => test(was, candidate));
      if (!is) continue;
      pairs.push([was, is]);
      lost.splice(lost.indexOf(was), 1);
      gained.splice(gained.indexOf(is), 1);
    }
  return { pairs, lost, gained };
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

function isGeneric(type: ts.Type): boolean {
  // `NonNullable<T>` is `T & {}`.
  return type.isIntersection() ? type.types.some(isGeneric) : (type.flags & ts.TypeFlags.Instantiable) !== 0;
}
