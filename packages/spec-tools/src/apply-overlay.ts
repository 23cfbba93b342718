import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { ProblemsError } from "@seedream-clients/codegen/src/problem.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { JSONPathError, type JSONPathNode, query } from "json-p3";
import { IF_PRESENT, type Overlay, SILENT } from "./overlay.ts";
import { asObject } from "./resolve.ts";
import { quote } from "./words.ts";

/**
 * The document with every action applied, in order, and with our spec where an action says that the provider's documents
 * are silent. Throws when a target selects nothing: then the decision behind it has lost its object, and a person must
 * look.
 */
export function applyOverlay({ file, actions }: Overlay, document: JsonObject, ours: JsonObject = {}): JsonObject {
  const result = structuredClone(document);
  for (const action of actions) {
    const decision = action.description ? ` (the decision: ${action.description.trim()})` : "";
    const fault: Fault = (reason, remedy) => {
      const place = file.at(["actions", action.index, "target"]);
      return new ProblemsError([{ file: file.file, ...place, reason, remedy }]);
    };
    const nodes = select(result, action.target, fault);
    if (nodes.length === 0 && !action.ifPresent)
      throw fault(
        `the target \`${action.target}\` matches nothing in the provider's document${decision}`,
        `correct the path, remove the action if the provider made it needless, or mark it ${IF_PRESENT}: true`,
      );
    if (action.remove) removeNodes(result, nodes, fault);
    if (action.update !== undefined) for (const { value } of nodes) update(value as Json, action.update, fault);
    for (const { value, location } of nodes) fillIn(value as Json, ours, location, action.silent, fault);
  }
  if (actions.some(({ silent }) => silent.length > 0)) addComponents(result, ours);
  return result;
}

type Location = readonly (string | number)[];
type Fault = (reason: string, remedy: string) => ProblemsError;

function select(document: JsonObject, target: string, fault: Fault): JSONPathNode[] {
  try {
    return query(target, document).nodes;
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    throw fault(`the target \`${target}\` is no JSONPath: ${error.message}`, "write it as RFC 9535 has it");
  }
}

// From the last to the first: the places of list entries before a removed one stay as they are.
function removeNodes(document: JsonObject, nodes: readonly JSONPathNode[], fault: Fault): void {
  for (const { location } of nodes.toReversed()) {
    const key = location.at(-1);
    if (key === undefined) throw fault("the target is the whole document", "remove a part of it");
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

function update(target: Json, value: Json, fault: Fault): void {
  if (Array.isArray(target)) target.push(structuredClone(value));
  else if (isObject(target) && isObject(value)) mergeInto(target, value);
  else
    throw fault(
      `the target selects ${isObject(target) ? "an object, and update is none" : "a plain value"}`,
      "update an object with an object, or a list with an entry; to replace a value, update the object that holds it",
    );
}

// What the provider says after all stays, and shows as a difference.
function fillIn(target: Json, ours: JsonObject, location: Location, keys: readonly string[], fault: Fault): void {
  let place: Json | undefined = ours;
  for (const step of location) place = childOf(dereference(ours, place), step);
  const own = dereference(ours, place);
  for (const key of keys) {
    const value = own[key];
    if (!isObject(target))
      throw fault(`the target selects no object, which ${quote(key)} could be missing from`, "correct the path");
    if (value === undefined)
      throw fault(
        `our spec is silent there too: it has no ${quote(key)}`,
        `take it out of ${SILENT}, or correct the path`,
      );
    if (!Object.hasOwn(target, key)) target[key] = structuredClone(value);
  }
}

// What is filled in refers to our components by name.
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
