import ts from "typescript";

const LONGEST = 80;

/** A property of an object type. */
export interface Field {
  readonly isOptional: boolean;
  /** The members of its type; without `undefined` if it is optional. */
  readonly members: readonly ts.Type[];
  readonly origin: ts.Node | undefined;
}

/** Returns the members of a union; a type that is not a union is its own only member. */
export function membersOf(type: ts.Type): readonly ts.Type[] {
  if (type.flags & ts.TypeFlags.Never) return [];
  return type.isUnion() ? type.types : [type];
}

/** Returns the public properties of a type. Omits properties that can only be absent, such as `get?: never`. */
export function fieldsOf(checker: ts.TypeChecker, type: ts.Type | undefined): Map<string, Field> {
  const symbols = type && isObject(type) ? checker.getPropertiesOfType(type) : [];
  const fields = symbols.filter(isPublic).map((symbol): [string, Field] => {
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    return [nameOf(symbol), fieldOf(checker, symbol, isOptional)];
  });
  return new Map(fields.filter(([, { members }]) => members.length > 0));
}

// The compiler names a well-known symbol `__@asyncIterator@1103`.
function nameOf({ name }: ts.Symbol): string {
  return name.replace(/^__@(\w+)@\d+$/, "[Symbol.$1]");
}

/** Returns a parameter of a function. */
export function parameterOf(checker: ts.TypeChecker, symbol: ts.Symbol): Field {
  const node = symbol.valueDeclaration;
  const isOptional = node && ts.isParameter(node) && (node.questionToken ?? node.initializer ?? node.dotDotDotToken);
  return fieldOf(checker, symbol, isOptional !== undefined && isOptional !== false);
}

function fieldOf(checker: ts.TypeChecker, symbol: ts.Symbol, isOptional: boolean): Field {
  const members = membersOf(checker.getTypeOfSymbol(symbol));
  return {
    isOptional,
    members: isOptional ? members.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)) : members,
    origin: symbol.declarations?.[0],
  };
}

/** Whether a type has properties, elements or signatures to compare. */
export function isObject(type: ts.Type): boolean {
  if (type.isIntersection()) return type.types.every(isObject);
  return (type.flags & ts.TypeFlags.Object) !== 0;
}

/** Whether a type names a generic interface or class, or is a list: `Promise<string>`. */
export function isReference(type: ts.Type): type is ts.TypeReference {
  const flags = "objectFlags" in type ? Number(type.objectFlags) : 0;
  return (flags & ts.ObjectFlags.Reference) !== 0;
}

export function argumentsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  return isReference(type) ? checker.getTypeArguments(type) : [];
}

export function isMethod({ declaration }: ts.Signature): boolean {
  return declaration !== undefined && (ts.isMethodSignature(declaration) || ts.isMethodDeclaration(declaration));
}

/** Whether users may call a class with `new`. */
export function isConstructible(checker: ts.TypeChecker, type: ts.Type): boolean {
  const isClosed = (node: ts.Declaration | undefined, flags: ts.ModifierFlags) =>
    node !== undefined && (ts.getCombinedModifierFlags(node) & flags) !== 0;
  if (type.symbol?.declarations?.some((node) => isClosed(node, ts.ModifierFlags.Abstract))) return false;
  const signatures = checker.getSignaturesOfType(type, ts.SignatureKind.Construct);
  return signatures.some(
    ({ declaration }) => !isClosed(declaration, ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
  );
}

/** Returns a type as text for people, in Markdown; with `InTypeAlias`, its definition instead of its name. */
export function textOf(checker: ts.TypeChecker, type: ts.Type, flags?: ts.TypeFormatFlags): string {
  const text = checker.typeToString(type, undefined, flags);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}

function isPublic(symbol: ts.Symbol): boolean {
  const isHidden = (node: ts.Declaration) =>
    (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0 ||
    (ts.isClassElement(node) && node.name !== undefined && ts.isPrivateIdentifier(node.name));
  return symbol.name !== "prototype" && !symbol.declarations?.some(isHidden);
}
