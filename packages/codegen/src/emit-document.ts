import { header } from "./header.ts";
import type { JsonObject } from "./json.ts";
import { mapParts } from "./keywords.ts";
import type { ModelSection } from "./model-rows.ts";
import { modelValue } from "./model-value.ts";
import type { Spec } from "./spec.ts";

const PROSE = new Set(["description", "externalDocs", "x-provenance", "x-seedream-provider"]);

/** Generates simulator/src/generated/<provider>.ts: the document without its descriptions. */
export function emitDocument(spec: Spec, section: ModelSection): string {
  const { default: name, models } = section["x-seedream-models"];
  const document = {
    ...mapParts(spec.document, withoutProse),
    "x-seedream-models": { default: name, models: models.map(modelValue) },
  };
  return `${header(spec)}import type { OpenApiDocument } from "../openapi-document.ts";

export const document: OpenApiDocument = ${JSON.stringify(document, null, 2)};
`;
}

function withoutProse(part: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !PROSE.has(key)));
}
