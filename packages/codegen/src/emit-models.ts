import { header } from "./header.ts";
import { type Literal, print, printUnion } from "./literal.ts";
import { type ModelSection, serversByRegion, wireIds } from "./model-rows.ts";
import { modelValue } from "./model-value.ts";
import type { Spec } from "./spec.ts";

/**
 * models.ts: the models and their limits. Equal tables of several models are written out each time: measured on Ark,
 * constants for them save a quarter minified and cost 29 bytes gzipped, and gzipped is how they are sent.
 */
export function emitModels(spec: Spec, section: ModelSection): string {
  const { default: name, models: rows } = section["x-seedream-models"];
  const names = rows.map((row) => row.name);
  const ids = new Set(rows.flatMap(wireIds));
  const servers = serversByRegion(section);
  const catalogue: Literal = { default: name, servers, models: rows.map(modelValue) };
  // The annotation, in place of `as const`, is what keeps the type cheap to check.
  const start = "export const models: ModelCatalogue = ";
  return [
    `${header(spec)}import type { ModelCatalogue } from "@seedream-clients/core";\n`,
    printUnion("ModelName", names),
    printUnion("ModelId", [...ids]),
    printUnion("Region", Object.keys(servers)),
    `${start}${print(catalogue, start)};\n`,
  ].join("\n");
}
