import type { ModelSpec } from "@seedream-clients/core";
import type { OpenApiDocument } from "./openapi-document.ts";

/** The model of an id, which holds in its own region only; `undefined` for one that is not on offer (any more). */
export function modelFor(document: OpenApiDocument, region: string, id: string): ModelSpec | undefined {
  const { models } = document["x-seedream-models"];
  return models.find((model) => model.status !== "retired" && idsOf(model, region).includes(id));
}

/** Ids of a model in a region. */
export function idsOf({ ids }: ModelSpec, region: string): readonly string[] {
  return ids[region] ?? ids["*"] ?? [];
}
