import { isObject, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { compareAnnotations, isAnnotation } from "./annotations.ts";
import type { Comparison } from "./comparison.ts";
import { compareAnswers } from "./diff-answers.ts";
import { reportRequired } from "./diff-fields.ts";
import { compareMedia } from "./diff-media.ts";
import { compareSchemas } from "./diff-schema.ts";
import { Place } from "./place.ts";
import { asList, asObject } from "./resolve.ts";
import { equal, namesOf, quote } from "./words.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const COMPARED = new Set(["parameters", "requestBody", "responses", "operationId", "security"]);

/** Reports the operations that came, went, moved or changed. */
export function compareOperations(comparison: Comparison): void {
  const before = operationsOf(comparison.before);
  const after = operationsOf(comparison.after);
  const moved = movedOperations(before, after);
  for (const [name, operation] of before) {
    const other = moved.get(name);
    const same = after.get(other ?? name);
    if (other !== undefined)
      comparison.report("operation-moved", { place: "", before: quote(name), after: quote(other) });
    if (same) compareOperation(comparison, operation, same, quote(other ?? name));
    else comparison.report("operation-removed", { place: quote(name) });
  }
  const arrived = new Set(moved.values());
  for (const name of after.keys())
    if (!before.has(name) && !arrived.has(name)) comparison.report("operation-added", { place: quote(name) });
}

function operationsOf(document: JsonObject): Map<string, JsonObject> {
  const operations = new Map<string, JsonObject>();
  for (const [path, value] of Object.entries(asObject(document.paths))) {
    const item = dereference(document, value);
    for (const method of METHODS) {
      const operation = item[method];
      if (!isObject(operation)) continue;
      const parameters = [...asList(item.parameters), ...asList(operation.parameters)];
      operations.set(`${method.toUpperCase()} ${path}`, { ...operation, parameters });
    }
  }
  return operations;
}

// An operation that is gone, while another that was not there has its operationId.
function movedOperations(
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
): Map<string, string> {
  const moved = new Map<string, string>();
  for (const [name, { operationId }] of before)
    for (const [other, operation] of after)
      if (!after.has(name) && !before.has(other) && operationId !== undefined && operation.operationId === operationId)
        moved.set(name, other);
  return moved;
}

function compareOperation(comparison: Comparison, before: JsonObject, after: JsonObject, name: string): void {
  const place = Place.of(name);
  if (before.operationId !== after.operationId)
    comparison.report("operation-renamed", {
      place,
      before: quote(before.operationId),
      after: quote(after.operationId),
    });
  if (!equal(before.security, after.security)) comparison.report("security-changed", { place });
  compareParameters(comparison, before, after, name);
  compareBodies(comparison, before, after, name);
  compareAnswers(comparison, asObject(before.responses), asObject(after.responses), name);
  compareAnnotations(comparison, before, after, place);
  for (const key of namesOf(before, after))
    if (!COMPARED.has(key) && !isAnnotation(key) && !equal(before[key], after[key]))
      comparison.report("note-changed", { place, value: quote(key) });
}

function compareParameters(comparison: Comparison, before: JsonObject, after: JsonObject, name: string): void {
  const were = parametersOf(comparison.before, before);
  const are = parametersOf(comparison.after, after);
  for (const key of were.keys())
    if (!are.has(key)) comparison.report("field-removed", { place: `the ${key} of ${name}` }, "request");
  for (const [key, is] of are) {
    const place = Place.of(`the ${key} of ${name}`);
    const was = were.get(key);
    if (!was) comparison.report(is.required === true ? "field-added-required" : "field-added", { place }, "request");
    else {
      reportRequired(comparison, was.required === true, is.required === true, place, "request");
      compareAnnotations(comparison, was, is, place, "request");
      compareSchemas(comparison, was.schema, is.schema, place, "request");
    }
  }
}

function parametersOf(document: JsonObject, operation: JsonObject): Map<string, JsonObject> {
  return new Map(
    asList(operation.parameters).map((item) => {
      const parameter = dereference(document, item);
      const kind = parameter.in === "header" || parameter.in === "cookie" ? parameter.in : `${parameter.in} parameter`;
      return [`${kind} ${quote(parameter.name)}`, parameter];
    }),
  );
}

function compareBodies(comparison: Comparison, before: JsonObject, after: JsonObject, name: string): void {
  const place = Place.of(`the request body of ${name}`);
  const [was, is] = [
    dereference(comparison.before, before.requestBody),
    dereference(comparison.after, after.requestBody),
  ];
  const required = is.required === true;
  const [had, has] = [before.requestBody !== undefined, after.requestBody !== undefined];
  if (had && !has) comparison.report("body-removed", { place });
  if (!had && has) comparison.report(required ? "body-added-required" : "body-added", { place });
  if (!had || !has) return;
  reportRequired(comparison, was.required === true, required, place, "request");
  compareAnnotations(comparison, was, is, place, "request");
  compareMedia(comparison, was.content, is.content, `the request body of ${name}`, "request");
}
