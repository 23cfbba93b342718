import { METHODS } from "@seedream-clients/codegen/src/operation.ts";
import type ts from "typescript";
import { TypeComparison } from "./compare-types.ts";
import type { Finding, TypePath } from "./finding.ts";
import { type Field, fieldsOf, isObject } from "./structure.ts";

type Exports = ReadonlyMap<string, ts.Symbol>;

const PARAMETERS = ["query", "header", "path", "cookie"];

/** Whether a module exports the types of all requests and responses, as openapi-typescript writes them. */
export function isApi(exports: Exports): boolean {
  return ["paths", "operations", "components"].every((name) => exports.has(name));
}

/** Compares two versions of the generated types of an API. */
export function compareApis(checker: ts.TypeChecker, before: Exports, after: Exports): Finding[] {
  const comparison = new TypeComparison(checker, "every path");
  const [were, are] = [before, after].map((exports) => (path: TypePath) => fieldsAt(checker, exports, path));
  if (!were || !are) return [];
  for (const name of namesOf(were(["paths"]), are(["paths"])))
    for (const method of METHODS) compareOperation(comparison, were, are, ["paths", name, method]);
  // The operations themselves are compared at their paths.
  for (const [name, { members }] of were(["operations"]))
    if (!are(["operations"]).has(name) && isStillSent(were, are, members[0]))
      comparison.add("presence", "breaking", "was removed", { path: ["operations", name], origin: undefined });
  for (const kind of were(["components"]).keys()) {
    const path = ["components", kind];
    compareNames(comparison, were(path), are(path), path);
  }
  return comparison.findings;
}

type Fields = ReadonlyMap<string, Field>;
type FieldsAt = (path: TypePath) => Fields;

/** Returns the fields of the object at a path, which begins with an export. */
function fieldsAt(checker: ts.TypeChecker, exports: Exports, [name = "", ...keys]: TypePath): Fields {
  const symbol = exports.get(name);
  let fields = fieldsOf(checker, symbol && checker.getDeclaredTypeOfSymbol(symbol));
  for (const key of keys) fields = fieldsOf(checker, fields.get(key)?.members[0]);
  return fields;
}

/** Whether an operation is still at its path, perhaps under another name. */
function isStillSent(were: FieldsAt, are: FieldsAt, operation: ts.Type | undefined): boolean {
  return [...were(["paths"]).keys()].some((name) =>
    METHODS.some(
      (method) => were(["paths", name]).get(method)?.members[0] === operation && are(["paths", name, method]).size > 0,
    ),
  );
}

function compareOperation(comparison: TypeComparison, were: FieldsAt, are: FieldsAt, path: TypePath): void {
  const [before, after] = [were(path), are(path)];
  const part = { path, origin: undefined };
  if (before.size === 0 || after.size === 0) {
    if (before.size > 0) comparison.add("presence", "breaking", "was removed", part);
    if (after.size > 0) comparison.add("presence", "feature", "is new", part);
    return;
  }
  for (const kind of PARAMETERS) {
    const inner = [...path, "parameters", kind];
    for (const name of namesOf(were(inner), are(inner)))
      comparison.compareField(were(inner).get(name), are(inner).get(name), "written", [...inner, name]);
  }
  compareBody(comparison, before.get("requestBody"), after.get("requestBody"), [...path, "requestBody"]);
  comparison.compareField(before.get("responses"), after.get("responses"), "read", [...path, "responses"]);
}

/** Compares two versions of a request body. Its media types are alternatives, of which users send one. */
function compareBody(
  comparison: TypeComparison,
  before: Field | undefined,
  after: Field | undefined,
  path: TypePath,
): void {
  if (!before || !after) {
    comparison.compareField(before, after, "written", path);
    return;
  }
  comparison.compareOptional(before.isOptional, after.isOptional, "written", { path, origin: undefined });
  const [were, are] = [before, after].map(({ members: [body] }) =>
    fieldsOf(comparison.checker, fieldsOf(comparison.checker, body).get("content")?.members[0]),
  );
  for (const [name, was] of were ?? [])
    comparison.compareField(was, are?.get(name), "written", [...path, "content", name]);
  for (const name of are?.keys() ?? [])
    if (!were?.has(name))
      comparison.add("presence", "feature", "is new", { path: [...path, "content", name], origin: undefined });
}

/** Compares the types that have names. A type that no operation uses counts as read, because its use is unknown. */
function compareNames(comparison: TypeComparison, before: Fields, after: Fields, path: TypePath): void {
  for (const [name, was] of before) {
    const is = after.get(name);
    const isReached = was.members.every((member) => !isObject(member) || comparison.reached.has(member));
    if (!is || !isReached) comparison.compareField(was, is, "read", [...path, name]);
  }
}

function namesOf(before: Fields, after: Fields): Set<string> {
  return new Set([...before.keys(), ...after.keys()]);
}
