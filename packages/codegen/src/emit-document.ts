import { header } from "./header.ts";
import type { JsonObject } from "./json.ts";
import { mapParts } from "./keywords.ts";
import { DEFAULT_REGION, type ModelSection } from "./model-rows.ts";
import { modelValue } from "./model-value.ts";
import type { Spec } from "./spec.ts";

const PROSE = new Set(["description", "externalDocs", "x-provenance"]);

/** Generates simulator/src/generated/<provider>.ts: the document without its descriptions, and its further regions. */
export function emitDocument(spec: Spec, section: ModelSection): string {
  const { default: name, models } = section["x-seedream-models"];
  const document = {
    ...mapParts(spec.document, withoutProse),
    "x-seedream-models": { default: name, models: models.map(modelValue) },
  };
  return `${header(spec)}import type { OpenApiDocument } from "../openapi-document.ts";

/** Regions with an address beside the default one. */
export type FurtherRegion = ${furtherRegions(section)};

export const document: OpenApiDocument = ${JSON.stringify(document, null, 2)};
`;
}

function furtherRegions({ servers }: ModelSection): string {
  const regions = servers.slice(1).map((server) => JSON.stringify(server["x-region"] ?? DEFAULT_REGION));
  return regions.join(" | ") || "never";
}

function withoutProse(part: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !PROSE.has(key)));
}
