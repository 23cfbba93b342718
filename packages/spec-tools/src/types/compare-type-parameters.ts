import ts from "typescript";
import type { TypeComparison } from "./compare-types.ts";
import type { TypePart } from "./finding.ts";
import { textOf } from "./structure.ts";

/** Compares the type parameters of two versions of a generic type. */
export function compareTypeParameters(
  comparison: TypeComparison,
  before: ts.Symbol,
  after: ts.Symbol,
  part: TypePart,
): void {
  const { checker } = comparison;
  const [were, are] = [parametersOf(before), parametersOf(after)];
  const at = (index: number) => ({ ...part, path: [...part.path, `<${index}>`] });
  for (const [index, was] of were.entries()) {
    const is = are[index];
    if (!is) comparison.add("presence", "breaking", "was removed", at(index));
    else if (was.default && !is.default) comparison.add("presence", "breaking", "is required now", at(index));
    else if (is.constraint && !allows(checker, is.constraint, was.constraint)) {
      const type = textOf(checker, checker.getTypeFromTypeNode(is.constraint));
      comparison.add("lost", "breaking", `accepts only ${type} now`, at(index));
    }
  }
  for (const [index, is] of are.entries())
    if (index >= were.length) {
      const words = is.default ? "is new" : "is new, and required";
      comparison.add("presence", is.default ? "feature" : "breaking", words, at(index));
    }
}

// Types of the same name count as equal here, because they are compared elsewhere.
function allows(checker: ts.TypeChecker, wanted: ts.TypeNode, given: ts.TypeNode | undefined): boolean {
  const is = checker.getTypeFromTypeNode(wanted);
  const was = given === undefined ? checker.getUnknownType() : checker.getTypeFromTypeNode(given);
  return checker.typeToString(was) === checker.typeToString(is) || checker.isTypeAssignableTo(was, is);
}

function parametersOf({ declarations = [] }: ts.Symbol): readonly ts.TypeParameterDeclaration[] {
  for (const node of declarations)
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node))
      return node.typeParameters ?? [];
  return [];
}
