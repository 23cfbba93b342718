import { asObject, asStrings, isObject, type Json } from "@seedream-clients/codegen/src/json.ts";
import { type Problem, ProblemsError } from "@seedream-clients/codegen/src/problem.ts";
import { parseSpec, type Spec } from "@seedream-clients/codegen/src/spec.ts";
import { quote } from "./words.ts";

/** An action of an OpenAPI Overlay 1.0, with its index for messages. */
interface Action {
  readonly index: number;
  /** An RFC 9535 JSONPath. */
  readonly target: string;
  /** The reason for the decision. */
  readonly description?: string;
  readonly update?: Json;
  readonly remove: boolean;
  /** Keys that our spec has at the target and the provider's documents lack. */
  readonly silent: readonly string[];
  /** Whether the target may be missing in some of the provider's documents. */
  readonly ifPresent: boolean;
}

export interface Overlay {
  readonly file: Spec;
  readonly actions: readonly Action[];
}

export const IF_PRESENT = "x-if-present";
export const SILENT = "x-silent";
const KEYS = ["target", "description", "update", "remove"];

/**
 * Parses an overlay.
 *
 * @throws {ProblemsError} With all problems of the file.
 */
export function parseOverlay(provider: string, path: string, text: string): Overlay {
  const file = parseSpec(provider, path, text);
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
    const { target, description, update, remove, [IF_PRESENT]: ifPresent, [SILENT]: silent } = asObject(action);
    const flags = { remove: remove === true, ifPresent: ifPresent === true, silent: asStrings(silent) };
    const texts = { target: String(target), ...(typeof description === "string" && { description }) };
    return { index, ...texts, ...flags, ...(update !== undefined && { update }) };
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
      report(`${quote(key)} is not a key of an action in Overlay 1.0`, `the keys are ${KEYS.join(", ")}`, key);
  if (typeof action.target !== "string") report("an action lacks its target", "write a JSONPath: $.info");
  if (action[SILENT] !== undefined && asStrings(action[SILENT]).length === 0)
    report(`${SILENT} is ${quote(action[SILENT])}`, "list the keys that the provider's documents lack", SILENT);
  if (action.update === undefined && action.remove !== true && action[SILENT] === undefined)
    report("an action does nothing", `write update with the value to merge, remove: true, or ${SILENT}`);
}
