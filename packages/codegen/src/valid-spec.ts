import { typeFaults } from "./compile.ts";
import { apiTypes } from "./emit-api.ts";
import type { JsonObject } from "./json.ts";
import { checkMarks } from "./marks.ts";
import { checkLimits } from "./model-limits.ts";
import type { ModelSection } from "./model-rows.ts";
import { readModelSection } from "./model-shape.ts";
import { findRequestSchema } from "./operation.ts";
import { ProblemsError } from "./problem.ts";
import { checkReferences } from "./references.ts";
import { parseSpec, type Spec } from "./spec.ts";
import { checkStructure } from "./structure.ts";

/** A spec without problems, and its parts that the generator uses. */
export interface ValidSpec {
  readonly spec: Spec;
  readonly section: ModelSection;
  readonly requestSchema: JsonObject;
  /** The declarations of api.ts, not formatted. */
  readonly types: string;
}

export function specFile(provider: string): string {
  return `specs/${provider}/openapi.yaml`;
}

/**
 * Reads a spec. Every command reads specs with this function, so that all commands accept the same specs.
 *
 * @throws {ProblemsError} With all problems of the spec.
 */
export async function readSpec(provider: string, file: string, text: string): Promise<ValidSpec> {
  const spec = parseSpec(provider, file, text);
  const references = checkReferences(spec, "types");
  const structure = references.length > 0 ? references : await orProblem(spec, checkStructure(spec));
  const section = readModelSection(spec);
  // A body whose references lack a target would seem to have no properties.
  const found = references.length > 0 ? [] : findRequestSchema(spec);
  const [operation, requestSchema] = Array.isArray(found) ? [found, {}] : [[], found];
  const limits = Array.isArray(section) ? section : checkLimits(spec, section, requestSchema);
  const problems = [...structure, ...checkMarks(spec), ...operation, ...limits];
  if (problems.length > 0 || Array.isArray(section)) throw new ProblemsError(problems);
  const { types } = await readTypes(spec);
  const faults = typeFaults(types).map(({ path, message }) => ({
    file,
    ...spec.at(path),
    reason: `${path.join(".")}: its type does not compile: ${message}`,
    remedy: "move what it refers to into components, under a name of its own",
  }));
  if (faults.length > 0) throw new ProblemsError(faults);
  return { spec, section, requestSchema, types };
}

/** Generates the types of a spec, which need not compile. */
export async function readTypes(spec: Spec): Promise<Pick<ValidSpec, "spec" | "types">> {
  return { spec, types: await orProblem(spec, apiTypes(spec)) };
}

// Libraries throw for documents that they do not support, for example if a document is nested too deeply.
async function orProblem<T>(spec: Spec, reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    const remedy = "write the part that it names in a simpler way";
    throw new ProblemsError([
      { file: spec.file, ...spec.at([]), reason: `types cannot be made of it: ${reason}`, remedy },
    ]);
  });
}

/**
 * Awaits the readings of several specs.
 *
 * @throws {ProblemsError} With the problems of all specs.
 */
export async function allValid<T>(readings: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(readings);
  const problems = results.flatMap((result) => {
    if (result.status === "fulfilled") return [];
    if (result.reason instanceof ProblemsError) return result.reason.problems;
    throw result.reason;
  });
  if (problems.length > 0) throw new ProblemsError(problems);
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}
