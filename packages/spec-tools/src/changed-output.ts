import { emitDocument } from "@seedream-clients/codegen/src/emit-document.ts";
import { emitFields } from "@seedream-clients/codegen/src/emit-fields.ts";
import { emitModels } from "@seedream-clients/codegen/src/emit-models.ts";
import type { ValidSpec } from "@seedream-clients/codegen/src/valid-spec.ts";
import type { BaseSpec } from "./specs.ts";

/** Packages with generated files that differ between two versions of a spec. */
export interface ChangedOutput {
  readonly client: boolean;
  readonly simulator: boolean;
}

export function changedOutput(before: BaseSpec, after: ValidSpec): ChangedOutput {
  const { section, requestSchema } = before;
  if (!section || !requestSchema) return { client: true, simulator: true };
  const [was, is] = [outputOf({ ...before, section, requestSchema }), outputOf(after)];
  return { client: was.client !== is.client, simulator: was.simulator !== is.simulator };
}

function outputOf({ spec, section, requestSchema, types }: ValidSpec): Record<keyof ChangedOutput, string> {
  // The headers name the spec's file, which has another name at the base.
  const unnamed = { ...spec, file: "" };
  const client = [types, emitModels(unnamed, section), emitFields(unnamed, requestSchema)];
  return { client: client.join("\n"), simulator: emitDocument(unnamed, section) };
}
