import type { ModelSpec } from "@seedream-clients/core";
import { bodyModel, bodyValue } from "./body-fields.ts";
import type { OpenApiDocument } from "./openapi-document.ts";
import type { Wire } from "./wire.ts";

/**
 * Finds the model of a request. An id is valid only in its region, and an id for editing only with reference images.
 *
 * @param id Default: the id in the body. Pass the model of the call if the path has it.
 * @throws {Refusal} for an unknown or a retired model.
 */
export function requestedModel(
  body: object,
  document: OpenApiDocument,
  wire: Wire,
  region: string,
  id: string = bodyModel(body, wire.fields) ?? "",
): ModelSpec {
  const isEdit = [bodyValue(body, wire.fields.references) ?? []].flat().length > 0;
  const { models } = document["x-seedream-models"];
  const model = models.find(({ status, ids, editIds }) => {
    const served = [ids, ...(isEdit && editIds ? [editIds] : [])].flatMap((byRegion) => idsIn(byRegion, region));
    return status !== "retired" && served.includes(id);
  });
  if (!model) throw wire.noSuchModel(bodyModel(body, wire.fields) ?? id);
  return model;
}

/** Returns the ids that are valid in a region. */
export function idsIn(ids: ModelSpec["ids"], region: string): readonly string[] {
  return ids[region] ?? ids["*"] ?? [];
}
