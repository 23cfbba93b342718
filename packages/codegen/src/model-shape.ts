import { Ajv, type ErrorObject } from "ajv";
import { type Path, parsePointer, valueAt } from "./json.ts";
import type { ModelSection } from "./model-rows.ts";
import { modelSectionSchema } from "./model-schema.ts";
import type { Problem } from "./problem.ts";
import type { Spec } from "./spec.ts";

type Issue = Pick<Problem, "reason" | "remedy"> & { readonly path: Path; readonly onKey?: boolean };

const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, keywords: ["hint"] });
const validate = ajv.compile<ModelSection>(modelSectionSchema);

/** Reads the model section of a spec, or returns the problems with its shape. */
export function readModelSection(spec: Spec): ModelSection | Problem[] {
  const document: unknown = spec.document;
  if (validate(document)) return document;
  // The fault of the name itself is reported.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== "propertyNames");
  return errors.map((error) => {
    const { path, onKey, ...words } = issueOf(spec, error);
    return { file: spec.file, ...(onKey ? spec.atKey(path) : spec.at(path)), ...words };
  });
}

function issueOf(spec: Spec, error: ErrorObject): Issue {
  const path = parsePointer(error.instancePath);
  const { missingProperty, additionalProperty } = error.params;
  const known = Object.keys(error.parentSchema?.properties ?? {});
  if (typeof missingProperty === "string") {
    const schema = error.parentSchema?.properties?.[missingProperty] ?? {};
    const none = [schema.type].flat().includes("null") ? "write null if there is none" : schema.hint;
    return {
      path,
      reason: `${describe(spec, path)} lacks ${missingProperty}`,
      remedy: `add it; ${none ?? "it is required"}`,
    };
  }
  if (typeof additionalProperty === "string")
    return {
      path: [...path, additionalProperty],
      onKey: true,
      reason: `${describe(spec, [...path, additionalProperty])} is not a known key`,
      remedy: `the keys here are ${known.join(", ")}; keys of your own begin with x-`,
    };
  if (error.propertyName !== undefined)
    return {
      path: [...path, error.propertyName],
      onKey: true,
      reason: `${describe(spec, path)} has the key ${JSON.stringify(error.propertyName)}`,
      remedy: hintOf(error),
    };
  return { path, reason: `${describe(spec, path)} is ${quote(error.data)}`, remedy: hintOf(error) };
}

/** A path for messages, with the model's name: `seedream-4.5: size.pixels`. */
export function describe(spec: Spec, path: Path): string {
  const [section, list, index, ...rest] = path;
  if (section !== "x-seedream-models" || list !== "models" || index === undefined)
    return path.join(".") || "the document";
  const name = valueAt(spec.document, [section, list, index, "name"]);
  const model = typeof name === "string" ? name : `x-seedream-models.models.${index}`;
  return rest.length === 0 ? model : `${model}: ${rest.join(".")}`;
}

function quote(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function hintOf(error: ErrorObject): string {
  return error.parentSchema?.hint ?? `it ${error.message}`;
}
