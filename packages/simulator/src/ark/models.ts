import type { ModelSpec } from "@seedream-clients/core";
import type { OpenApiDocument } from "../openapi-document.ts";
import { noSuchModel } from "./errors.ts";

/** The model that a request means, and the id by which it answers. Ids hold in one region only. */
export function modelFor(document: OpenApiDocument, region: string, id: string): { model: ModelSpec; id: string } {
  const { default: standard, models } = document["x-seedream-models"];
  const idsOf = ({ ids }: ModelSpec) => ids[region] ?? ids["*"] ?? [];
  const endpoint = id.startsWith("ep-");
  const model = models.find((row) => (endpoint ? row.name === standard : idsOf(row).includes(id)));
  if (!model || model.status === "retired") throw noSuchModel(id);
  return { model, id: endpoint ? (idsOf(model)[0] ?? id) : id };
}
