import { header } from "./header.ts";
import { type Literal, print, printUnion } from "./literal.ts";
import { type ModelSection, serversByRegion, wireIds } from "./model-rows.ts";
import { modelValue } from "./model-value.ts";
import type { Spec } from "./spec.ts";

const KNOWN_MODEL = `/** Models for completions. A type of its own, so that editors show its name instead of a list. */
export type KnownModel = ModelName | ModelId;`;

/**
 * Generates models.ts: the models and their limits. Repeats equal tables, because shared constants made Ark's file a
 * quarter smaller minified, but 29 bytes larger gzipped.
 */
export function emitModels(spec: Spec, section: ModelSection): string {
  const { default: name, models: rows } = section["x-seedream-models"];
  const names = rows.map((row) => row.name);
  const ids = new Set(rows.flatMap(wireIds));
  const servers = serversByRegion(section);
  const catalogue: Literal = { default: name, servers, models: rows.map(modelValue) };
  // An annotation is cheaper to type-check than `as const`.
  const start = "export const models: ModelCatalogue = ";
  return [
    `${header(spec)}import type { ModelCatalogue } from "@seedream-clients/core";\n`,
    `/** Names of the models that this client knows, the same for every provider. */\n${printUnion("ModelName", names)}`,
    `/** Ids of these models at the provider, of every region. */\n${printUnion("ModelId", [...ids])}`,
    `${KNOWN_MODEL}\n`,
    `/** Regions of the provider. Each has a server of its own. */\n${printUnion("Region", Object.keys(servers))}`,
    `/** The models that this client knows, with their limits and prices. */\n${start}${print(catalogue, start)};\n`,
  ].join("\n");
}
