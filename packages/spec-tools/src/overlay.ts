import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { type Problem, ProblemsError } from "@seedream-clients/codegen/src/problem.ts";
import { parseSpec, type Spec } from "@seedream-clients/codegen/src/spec.ts";
import { JSONPathError, type JSONPathNode, query } from "json-p3";
import { quote } from "./words.ts";

/** One action of an OpenAPI Overlay 1.0, with its place in the file for messages. */
interface Action {
  readonly index: number;
  /** An RFC 9535 JSONPath. */
  readonly target: string;
  readonly update?: Json;
  readonly remove: boolean;
  /** Whether the target may be missing: in some of the provider's documents, or since a later one. */
  readonly ifPresent: boolean;
}

export interface Overlay {
  readonly file: Spec;
  readonly actions: readonly Action[];
}

const IF_PRESENT = "x-if-present";
const KEYS = ["target", "description", "update", "remove"];

/** Reads an overlay; throws a `ProblemsError` with everything that is wrong with it. */
export function parseOverlay(provider: string, path: string, text: string): Overlay {
  const file = parseSpec(provider, path, new TextEncoder().encode(text));
  const { overlay, info, actions } = file.document;
  const problems: Problem[] = [];
  const report = (place: (string | number)[], reason: string, remedy: string) => {
    problems.push({ file: path, ...file.at(place), reason, remedy });
  };
  if (typeof overlay !== "string" || !/^1\.0\.\d+$/.test(overlay))
    report(["overlay"], `overlay is ${overlay === undefined ? "missing" : quote(overlay)}`, "write overlay: 1.0.0");
  if (!isObject(info) || typeof info.title !== "string" || typeof info.version !== "string")
    report(["info"], "info lacks a title or a version", "write both");
  if (!Array.isArray(actions) || actions.length === 0) report(["actions"], "there are no actions", "list one or more");
  const found = (Array.isArray(actions) ? actions : []).map((action, index) => {
    checkAction(action, (reason, remedy, key) => report(["actions", index, ...(key ? [key] : [])], reason, remedy));
    const { target, update, remove, [IF_PRESENT]: ifPresent } = isObject(action) ? action : {};
    const flags = { remove: remove === true, ifPresent: ifPresent === true };
    return { index, target: String(target), ...flags, ...(update !== undefined && { update }) };
  });
  if (problems.length > 0) throw new ProblemsError(problems);
  return { file, actions: found };
}

function checkAction(action: Json, report: (reason: string, remedy: string, key?: string) => void): void {
  if (!isObject(action)) {
    report("an action is not an object", "write a target, and update or remove");
    return;
  }
  for (const key of Object.keys(action))
    if (!KEYS.includes(key) && !key.startsWith("x-"))
      report(`${quote(key)} is no key of an action of Overlay 1.0`, `the keys are ${KEYS.join(", ")}`, key);
  if (typeof action.target !== "string") report("an action lacks its target", "write a JSONPath: $.info");
  if (action.update === undefined && action.remove !== true)
    report("an action does nothing", "write update with what to merge in, or remove: true");
}

/**
 * The document with every action applied, in order. Throws when a target selects nothing: then the decision behind it
 * has lost its object, and a person must look.
 */
export function applyOverlay({ file, actions }: Overlay, document: JsonObject): JsonObject {
  const result = structuredClone(document);
  for (const action of actions) {
    const fault: Fault = (reason, remedy) => {
      const place = file.at(["actions", action.index, "target"]);
      return new ProblemsError([{ file: file.file, ...place, reason, remedy }]);
    };
    const nodes = select(result, action.target, fault);
    if (nodes.length === 0 && !action.ifPresent)
      throw fault(
        `the target \`${action.target}\` matches nothing in the provider's document`,
        `correct the path, remove the action if the provider made it needless, or mark it ${IF_PRESENT}: true`,
      );
    if (action.remove) removeNodes(result, nodes, fault);
    else for (const { value } of nodes) update(value as Json, action.update ?? null, fault);
  }
  return result;
}

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

// Objects are merged, lists are joined, anything else is replaced.
function mergeInto(target: JsonObject, value: JsonObject): void {
  for (const [key, item] of Object.entries(value)) {
    const current = target[key];
    if (isObject(current) && isObject(item)) mergeInto(current, item);
    else if (Array.isArray(current) && Array.isArray(item)) current.push(...structuredClone(item));
    else target[key] = structuredClone(item);
  }
}
