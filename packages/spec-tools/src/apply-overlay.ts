import { asObject, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { ProblemsError } from "@seedream-clients/codegen/src/problem.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { JSONPathError, type JSONPathNode, query } from "json-p3";
import { IF_PRESENT, type Overlay, SILENT } from "./overlay.ts";
import { quote } from "./words.ts";

/**
 * Applies all actions in order. Copies the keys of `x-silent` from our spec.
 *
 * @throws {ProblemsError} A target matches nothing. The document has changed, so a person must review the decision.
 */
export function applyOverlay({ file, actions }: Overlay, document: JsonObject, ours: JsonObject = {}): JsonObject {
  const result = structuredClone(document);
  for (const action of actions) {
    const decision = action.description ? ` (the decision: ${action.description.trim()})` : "";
    const fail: Fail = (reason, remedy) => {
      const place = file.at(["actions", action.index, "target"]);
      return new ProblemsError([{ file: file.file, ...place, reason, remedy }]);
    };
    const nodes = select(result, action.target, fail);
    if (nodes.length === 0 && !action.ifPresent)
      throw fail(
        `the target \`${action.target}\` matches nothing in the provider's document${decision}`,
        `correct the path, remove the action if it is no longer needed, or mark it ${IF_PRESENT}: true`,
      );
    if (action.remove) removeNodes(result, nodes, fail);
    if (action.update !== undefined) for (const { value } of nodes) update(value as Json, action.update, fail);
    for (const { value, location } of nodes) fillIn(value as Json, ours, location, action.silent, fail);
  }
  if (actions.some(({ silent }) => silent.length > 0)) addComponents(result, ours);
  return result;
}

type Location = readonly (string | number)[];
type Fail = (reason: string, remedy: string) => ProblemsError;

function select(document: JsonObject, target: string, fail: Fail): JSONPathNode[] {
  try {
    return query(target, document).nodes;
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    throw fail(`the target \`${target}\` is not a JSONPath: ${error.message}`, "write a JSONPath of RFC 9535");
  }
}

// Last to first, so that the indexes of earlier list entries stay valid.
function removeNodes(document: JsonObject, nodes: readonly JSONPathNode[], fail: Fail): void {
  for (const { location } of nodes.toReversed()) {
    const key = location.at(-1);
    if (key === undefined) throw fail("the target is the whole document", "remove a part of it");
    let holder: Json | undefined = document;
    for (const step of location.slice(0, -1)) holder = childOf(holder, step);
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (isObject(holder)) delete holder[key];
  }
}

function childOf(holder: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(holder)) return holder[Number(key)];
  return isObject(holder) ? holder[key] : undefined;
}

function update(target: Json, value: Json, fail: Fail): void {
  if (Array.isArray(target)) target.push(structuredClone(value));
  else if (isObject(target) && isObject(value)) mergeInto(target, value);
  else
    throw fail(
      `the target selects ${isObject(target) ? "an object, but update is not an object" : "a plain value"}`,
      "update an object with an object, or a list with an entry; to replace a value, update the object that holds it",
    );
}

// Keeps keys that the provider documents after all, so that they show as differences.
function fillIn(target: Json, ours: JsonObject, location: Location, keys: readonly string[], fail: Fail): void {
  let place: Json | undefined = ours;
  for (const step of location) place = childOf(dereference(ours, place), step);
  const own = dereference(ours, place);
  for (const key of keys) {
    const value = own[key];
    if (!isObject(target)) throw fail(`the target selects no object that could lack ${quote(key)}`, "correct the path");
    if (value === undefined)
      throw fail(`our spec has no ${quote(key)} there either`, `remove it from ${SILENT}, or correct the path`);
    if (!Object.hasOwn(target, key)) target[key] = structuredClone(value);
  }
}

// The copied keys refer to our components by name.
function addComponents(document: JsonObject, ours: JsonObject): void {
  const missing = structuredClone(asObject(ours.components));
  for (const [kind, known] of Object.entries(asObject(document.components)))
    missing[kind] = { ...asObject(missing[kind]), ...asObject(known) };
  document.components = missing;
}

// Objects are merged, lists are joined, anything else is replaced.
function mergeInto(target: JsonObject, value: JsonObject): void {
  for (const [key, item] of Object.entries(value)) {
    const current = target[key];
    if (isObject(current) && isObject(item)) mergeInto(current, item);
    else if (Array.isArray(current) && Array.isArray(item)) current.push(...structuredClone(item));
    else target[key] = structuredClone(item);
  }
}
