import { header } from "./header.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { holdsData, holdsNames } from "./keywords.ts";
import type { ModelSection } from "./model-rows.ts";
import { modelValue } from "./model-value.ts";
import type { Spec } from "./spec.ts";

const PROSE = new Set(["description", "externalDocs", "x-provenance"]);

/** simulator/src/generated/<provider>.ts: the document itself, without its prose. */
export function emitDocument(spec: Spec, section: ModelSection): string {
  const { default: name, models } = section["x-seedream-models"];
  const document = {
    ...(withoutProse(spec.document) as JsonObject),
    "x-seedream-models": { default: name, models: models.map(modelValue) },
  };
  return `${header(spec)}import type { OpenApiDocument } from "../openapi-document.ts";

export const document: OpenApiDocument = ${JSON.stringify(document, null, 2)};
`;
}

function withoutProse(value: Json, named = false): Json {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, Json][] => {
      if (named) return [[key, withoutProse(item)]];
      if (PROSE.has(key)) return [];
      return [[key, holdsData(key, item) ? item : withoutProse(item, holdsNames(key))]];
    }),
  );
}
