import ts from "typescript";
import type { Aspect, Finding, TypePart, TypePath, Use } from "./finding.ts";
import { isGeneric, matchMembers, tagsOf } from "./match-members.ts";
import {
  argumentsOf,
  type Field,
  fieldsOf,
  isConstructible,
  isMethod,
  isObject,
  isReference,
  membersOf,
  parameterOf,
  textOf,
} from "./structure.ts";

// Deepest nesting of unions to compare. Beyond it, a lost variant counts as breaking.
const MOST_DEPTH = 3;

type Fields = ReadonlyMap<string, Field>;

/**
 * Compares types as the compiler sees them. Values that users wrote for the old types must fit the new types. Code that
 * reads the old types must compile with the new types. The one exception is a further value or variant among several
 * that users read, which "Packages" in the README announces.
 */
export class TypeComparison {
  readonly checker: ts.TypeChecker;
  readonly findings: Finding[] = [];
  /** The compared types of the first version, with their uses. */
  readonly reached = new Map<ts.Type | ts.Symbol, Set<Use>>();
  // Types may be recursive.
  readonly #begun = new Map<ts.Type, Map<ts.Type, Set<Use>>>();
  readonly #isThorough: boolean;
  readonly #onlyRead: ReadonlySet<string>;
  readonly #depth: number;

  /** Compares two types on every path to them, or once. `onlyRead` names types that users pass on and never make. */
  constructor(
    checker: ts.TypeChecker,
    visit: "every path" | "once",
    onlyRead: ReadonlySet<string> = new Set(),
    depth = 0,
  ) {
    this.checker = checker;
    this.#depth = depth;
    this.#onlyRead = onlyRead;
    this.#isThorough = visit === "every path";
  }

  compare(before: ts.Type, after: ts.Type, use: Use, part: TypePart): void {
    this.#compareMembers(membersOf(before), membersOf(after), use, part);
  }

  /** Compares the public properties of two types. */
  compareFields(before: ts.Type | undefined, after: ts.Type | undefined, use: Use, part: TypePart): void {
    this.#compareFieldMaps(fieldsOf(this.checker, before), fieldsOf(this.checker, after), use, part);
  }

  #compareFieldMaps(were: Fields, are: Fields, use: Use, { path }: TypePart): void {
    for (const name of new Set([...were.keys(), ...are.keys()]))
      this.compareField(were.get(name), are.get(name), use, [...path, name]);
  }

  compareField(was: Field | undefined, is: Field | undefined, use: Use, path: TypePath): void {
    const part = { path, origin: was?.origin ?? is?.origin };
    if (was && is) {
      this.compareOptional(was.isOptional, is.isOptional, use, part);
      this.#compareMembers(was.members, is.members, use, part);
    } else if (!was && !is) return;
    else if (was) this.add("presence", "breaking", "was removed", part);
    else if (use === "written" && is?.isOptional === false)
      this.add("presence", "breaking", "is new, and required", part);
    else this.add("presence", "feature", "is new", part);
  }

  compareOptional(was: boolean, is: boolean, use: Use, part: TypePart): void {
    if (was === is) return;
    if (use === "written")
      this.add("presence", is ? "feature" : "breaking", is ? "is optional now" : "is required now", part);
    else this.add("presence", is ? "breaking" : "feature", is ? "may be absent now" : "is always present now", part);
  }

  add(aspect: Aspect, effect: Finding["effect"], words: string, part: TypePart): void {
    this.findings.push({ ...part, aspect, effect, words });
  }

  #compareMembers(before: readonly ts.Type[], after: readonly ts.Type[], use: Use, part: TypePart): void {
    if ([...before, ...after].some(({ flags }) => flags & ts.TypeFlags.Any)) return;
    for (const member of before) this.#reach(member, use);
    const { pairs, lost, gained } = matchMembers(this.checker, before, after);
    for (const [one, other] of pairs) this.#comparePair(one, other, use, part);
    for (const member of lost)
      if (!this.#isCovered(member, after, use))
        this.add(
          "lost",
          "breaking",
          `${use === "read" ? "is no longer" : "no longer accepts"} ${this.#text(member)}`,
          part,
        );
    for (const member of gained) {
      const isBreaking = use === "read" && !this.#isExpected(member, before);
      this.add(
        "gained",
        isBreaking ? "breaking" : "feature",
        `${use === "read" ? "may also be" : "also accepts"} ${this.#text(member)}`,
        part,
      );
    }
  }

  /** Whether code that writes a lost member, or distinguishes it from the other members, still compiles. */
  #isCovered(member: ts.Type, after: readonly ts.Type[], use: Use): boolean {
    if (isObject(member)) return after.some((other) => isObject(other) && this.#replaces(other, member, use));
    const isPart = after.some((other) => this.checker.isTypeAssignableTo(member, other));
    if (isPart || use === "written") return isPart;
    if (member.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) return true;
    return after.some((other) => this.checker.isTypeAssignableTo(other, member));
  }

  // Assignable types may lack fields that code writes or reads, so all fields are compared.
  #replaces(other: ts.Type, member: ts.Type, use: Use): boolean {
    const [from, to] = use === "read" ? [other, member] : [member, other];
    if (!this.checker.isTypeAssignableTo(from, to) || this.#depth === MOST_DEPTH) return false;
    const inner = new TypeComparison(this.checker, "once", this.#onlyRead, this.#depth + 1);
    inner.#comparePair(member, other, use, { path: [], origin: undefined });
    return inner.findings.every(({ effect }) => effect === "feature");
  }

  /** Whether code that reads a type expects a new member: an assignable type, a further value or a further variant. */
  #isExpected(member: ts.Type, before: readonly ts.Type[]): boolean {
    if (before.some((other) => this.checker.isTypeAssignableTo(member, other))) return true;
    const kind = ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral;
    if (member.flags & kind) return before.some(({ flags }) => (flags & member.flags & kind) !== 0);
    const isTagged = (type: ts.Type) => tagsOf(this.checker, type).size > 0;
    return isTagged(member) && before.some(isTagged);
  }

  #comparePair(before: ts.Type, after: ts.Type, asked: Use, part: TypePart): void {
    const use = before.symbol && this.#onlyRead.has(before.symbol.name) ? "read" : asked;
    // The allowed types of a type parameter are compared at its declaration.
    if (before === after || isGeneric(before) || !this.#begin(before, after, use)) return;
    if (this.#isList(before)) this.#compareLists(before, after, use, part);
    else if (before.symbol === after.symbol && isReference(before)) this.#compareArguments(before, after, use, part);
    else {
      this.compareFields(before, after, use, part);
      this.#compareIndex(before, after, use, part);
      this.#compareSignatures(before, after, ts.SignatureKind.Call, use, part);
      if (isConstructible(this.checker, before) && !isConstructible(this.checker, after))
        this.add("lost", "breaking", "can no longer be called with `new`", part);
      else this.#compareSignatures(before, after, ts.SignatureKind.Construct, use, part);
    }
    if (this.#isThorough) this.#begun.get(before)?.get(after)?.delete(use);
  }

  #reach(type: ts.Type, use: Use): void {
    for (const part of [type, type.symbol, type.aliasSymbol])
      if (part) this.reached.set(part, (this.reached.get(part) ?? new Set()).add(use));
    if (type.isClassOrInterface()) for (const base of this.checker.getBaseTypes(type)) this.#reach(base, use);
  }

  #begin(before: ts.Type, after: ts.Type, use: Use): boolean {
    const others = this.#begun.get(before) ?? new Map<ts.Type, Set<Use>>();
    const uses = others.get(after) ?? new Set();
    this.#begun.set(before, others.set(after, uses));
    return !uses.has(use) && uses.add(use) !== undefined;
  }

  #isList(type: ts.Type): boolean {
    return this.checker.isArrayType(type) || this.checker.isTupleType(type);
  }

  #compareLists(before: ts.Type, after: ts.Type, use: Use, part: TypePart): void {
    const [items, itemsNow] = [before, after].map((type) => argumentsOf(this.checker, type));
    const elements = [...(items ?? [])].map((item, index) => [item, itemsNow?.[index]] as const);
    for (const [was, is] of elements)
      if (was && is) this.compare(was, is, use, { ...part, path: [...part.path, "[]"] });
    const [from, to] = use === "read" ? [after, before] : [before, after];
    // The elements are already compared, so this finds only a new readonly list, or a tuple of another length.
    const isSameKind = before.symbol === after.symbol && items?.length === itemsNow?.length;
    if (!isSameKind && !this.checker.isTypeAssignableTo(from, to))
      this.add("lost", "breaking", `is ${this.#fullText(after)}, was ${this.#fullText(before)}`, part);
  }

  // Both versions share only types of the language and the platform, for example `Promise` in `Promise<Before>` and
  // `Promise<After>`.
  #compareArguments(before: ts.Type, after: ts.Type, use: Use, part: TypePart): void {
    const [were, are] = [before, after].map((type) => argumentsOf(this.checker, type));
    for (const [index, was] of (were ?? []).entries()) {
      const is = are?.[index];
      if (is) this.compare(was, is, use, { ...part, path: [...part.path, `<${index}>`] });
    }
  }

  #compareIndex(before: ts.Type, after: ts.Type, use: Use, part: TypePart): void {
    const [was, is] = [before, after].map((type) => this.checker.getIndexInfosOfType(type)[0]);
    const other = { ...part, path: [...part.path, "*"] };
    if (was && is) this.compare(was.type, is.type, use, other);
    else if (was) this.add("presence", "breaking", "was removed", other);
    else if (is) this.add("presence", "feature", "is new", other);
  }

  #compareSignatures(before: ts.Type, after: ts.Type, kind: ts.SignatureKind, use: Use, part: TypePart): void {
    const were = this.checker.getSignaturesOfType(before, kind);
    const are = this.checker.getSignaturesOfType(after, kind);
    for (const [index, was] of were.entries()) {
      const is = are.find((other) => are.length > 1 && this.#replacesOverload(other, was, use)) ?? are[index];
      if (is) this.#compareSignature(was, is, use, part);
      else this.add("lost", "breaking", "lost an overload", part);
    }
    if (are.length > were.length) this.add("gained", "feature", "has a new overload", part);
  }

  #replacesOverload(other: ts.Signature, overload: ts.Signature, use: Use): boolean {
    if (this.#depth === MOST_DEPTH) return false;
    const inner = new TypeComparison(this.checker, "once", this.#onlyRead, this.#depth + 1);
    inner.#compareSignature(overload, other, use, { path: [], origin: undefined });
    return inner.findings.every(({ effect }) => effect === "feature");
  }

  // Users write the arguments of the functions that they call, and read the arguments of their callbacks.
  #compareSignature(before: ts.Signature, after: ts.Signature, use: Use, part: TypePart): void {
    const flipped: Use = use === "read" ? "written" : "read";
    const parametersOf = (signature: ts.Signature) =>
      new Map(signature.parameters.map((symbol, index) => [`(${index})`, parameterOf(this.checker, symbol)]));
    const [were, are] = [parametersOf(before), parametersOf(after)];
    if (use === "read" || !isMethod(before) || !this.#fitEitherWay(were, are))
      this.#compareFieldMaps(were, are, flipped, part);
    const result = { ...part, path: [...part.path, "()"] };
    this.compare(before.getReturnType(), after.getReturnType(), use, result);
    this.#compareGuards(before, after, use, result);
  }

  #compareGuards(before: ts.Signature, after: ts.Signature, use: Use, part: TypePart): void {
    const [was, is] = [before, after].map((signature) => this.checker.getTypePredicateOfSignature(signature)?.type);
    if (was && is) this.compare(was, is, use, part);
    else if (was) this.add("lost", "breaking", "no longer narrows the type of its argument", part);
    else if (is) this.add("gained", use === "read" ? "feature" : "breaking", "narrows the type of its argument", part);
  }

  // The compiler accepts a method with wider or narrower parameters than the required ones.
  #fitEitherWay(were: Fields, are: Fields): boolean {
    const fits = (from: readonly ts.Type[], to: readonly ts.Type[]) =>
      from.every((member) => to.some((other) => this.checker.isTypeAssignableTo(member, other)));
    return [...were].every(([name, was]) => {
      const is = are.get(name);
      return is !== undefined && (fits(was.members, is.members) || fits(is.members, was.members));
    });
  }

  // Prints the definition of a type, because both versions may have the same name.
  #fullText(type: ts.Type): string {
    return textOf(this.checker, type, ts.TypeFormatFlags.InTypeAlias);
  }

  #text(type: ts.Type): string {
    return textOf(this.checker, type);
  }
}
