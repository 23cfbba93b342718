import { asList, asObject, equal, isObject, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { isPaid, METHODS, OPERATION_MARK } from "@seedream-clients/codegen/src/operation.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { compareAnnotations, isAnnotation } from "./annotations.ts";
import type { Comparison } from "./comparison.ts";
import { reportRequired } from "./diff-fields.ts";
import { compareMedia, compareParameter, compareParts, compareResponses } from "./diff-parts.ts";
import { Place } from "./place.ts";
import { namesOf, quote } from "./words.ts";

const COMPARED = new Set(["parameters", "requestBody", "responses", "operationId", "security"]);

/** Reports added, removed, moved and changed operations. */
export function compareOperations(comparison: Comparison): void {
  const before = operationsOf(comparison.before);
  const after = operationsOf(comparison.after);
  const moved = movedOperations(before, after);
  for (const [name, { place, operation }] of before) {
    const other = moved.get(name);
    const same = after.get(other ?? name);
    if (other !== undefined) comparison.report("moved", { place, before: quote(name), after: quote(other) });
    if (same) compareOperation(comparison, operation, same.operation, same.place);
    else comparison.report("removed", { place });
  }
  comparePaidOperation(comparison, before, after, moved);
  const arrived = new Set(moved.values());
  for (const [name, { place }] of after)
    if (!before.has(name) && !arrived.has(name)) comparison.report("added", { place });
}

interface Operation {
  readonly place: Place;
  readonly operation: JsonObject;
}

function operationsOf(document: JsonObject): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const [path, value] of Object.entries(asObject(document.paths))) {
    const { servers, ...item } = dereference(document, value);
    for (const method of METHODS) {
      const operation = item[method];
      if (!isObject(operation)) continue;
      const parameters = [...asList(item.parameters), ...asList(operation.parameters)];
      const name = `${method.toUpperCase()} ${path}`;
      operations.set(name, {
        place: Place.of(quote(name), ["paths", path, method]),
        operation: { ...(servers !== undefined && { servers }), ...operation, parameters },
      });
    }
  }
  return operations;
}

type Operations = ReadonlyMap<string, Operation>;

// A moved operation has a new name, but still the same operationId or the mark.
function movedOperations(before: Operations, after: Operations): Map<string, string> {
  const moved = new Map<string, string>();
  for (const [name, was] of before)
    for (const [other, is] of after)
      if (!after.has(name) && !before.has(other) && isSameOperation(was.operation, is.operation))
        moved.set(name, other);
  return moved;
}

function isSameOperation(was: JsonObject, is: JsonObject): boolean {
  return (was.operationId !== undefined && was.operationId === is.operationId) || (isPaid(was) && isPaid(is));
}

// Another paid operation has another request body. A mark in one version only is not a change, because providers do not
// write it.
function comparePaidOperation(
  comparison: Comparison,
  before: Operations,
  after: Operations,
  moved: ReadonlyMap<string, string>,
): void {
  const [was, is] = [paidOf(before), paidOf(after)];
  if (was === undefined || is === undefined || (moved.get(was) ?? was) === is) return;
  comparison.report("paid-operation-changed", { place: "", before: quote(was), after: quote(is) });
}

function paidOf(operations: Operations): string | undefined {
  return [...operations].find(([, { operation }]) => isPaid(operation))?.[0];
}

function compareOperation(comparison: Comparison, before: JsonObject, after: JsonObject, place: Place): void {
  if (before.operationId !== after.operationId)
    comparison.report("renamed", {
      place: Place.of(place.owner, ["operations", String(before.operationId)]),
      before: quote(before.operationId),
      after: quote(after.operationId),
    });
  if (!equal(before.security, after.security)) comparison.report("security-changed", { place });
  compareParameters(comparison, before, after, place);
  compareBody(comparison, before, after, place);
  compareResponses(comparison, before, after, place);
  compareAnnotations(comparison, withoutMark(before), withoutMark(after), place);
  for (const key of namesOf(before, after))
    if (!COMPARED.has(key) && !isAnnotation(key) && !equal(before[key], after[key]))
      comparison.report("note-changed", { place, value: quote(key) });
}

function withoutMark({ [OPERATION_MARK]: _, ...others }: JsonObject): JsonObject {
  return others;
}

function compareParameters(comparison: Comparison, before: JsonObject, after: JsonObject, owner: Place): void {
  const [were, are] = [parametersOf(comparison.before, before), parametersOf(comparison.after, after)];
  const placeOf = (key: string) => {
    const { in: kind, name } = asObject(are[key] ?? were[key]);
    return Place.of(`the ${key} of ${owner}`, [...owner.path, "parameters", String(kind), String(name)]);
  };
  compareParts(comparison, [were, are], placeOf, (was, is, place) => compareParameter(comparison, was, is, place));
}

function parametersOf(document: JsonObject, operation: JsonObject): JsonObject {
  return Object.fromEntries(
    asList(operation.parameters).map((item) => {
      const parameter = dereference(document, item);
      const kind = parameter.in === "header" || parameter.in === "cookie" ? parameter.in : `${parameter.in} parameter`;
      return [`${kind} ${quote(parameter.name)}`, parameter];
    }),
  );
}

function compareBody(comparison: Comparison, before: JsonObject, after: JsonObject, owner: Place): void {
  const bodyOf = ({ requestBody }: JsonObject) => (requestBody === undefined ? {} : { requestBody });
  const place = Place.of(`the request body of ${owner}`, [...owner.path, "requestBody"]);
  compareParts(
    comparison,
    [bodyOf(before), bodyOf(after)],
    () => place,
    (was, is) => {
      reportRequired(comparison, was.required === true, is.required === true, place);
      compareAnnotations(comparison, was, is, place);
      compareMedia(comparison, was, is, place);
    },
  );
}
