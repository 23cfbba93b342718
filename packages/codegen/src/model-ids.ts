import { asList, asObject, type Json, type JsonObject, type Path } from "./json.ts";
import { type ModelRow, wireIds } from "./model-rows.ts";
import { paidExamples, paidPathParameters } from "./operation.ts";
import type { Report } from "./problem.ts";
import { dereference } from "./references.ts";

/** Checks that each id belongs to one model, and that the request schema lists it. */
export function checkIds(
  models: readonly ModelRow[],
  document: JsonObject,
  requestSchema: JsonObject,
  report: Report,
): void {
  const listed = modelSchemas(document, requestSchema).flatMap((schema) => valuesOf(document, schema));
  for (const [index, model] of models.entries())
    for (const { path, id } of idsWithPaths(model)) {
      const place = ["x-seedream-models", "models", index, ...path];
      // An id must identify one model in all regions, because an application may pass the id alone.
      const owner = models.find((row, other) => row.name === id || (other < index && wireIds(row).includes(id)));
      if (owner && owner.name !== model.name)
        report(place, `is ${id}, which belongs to ${owner.name}`, "give each wire id to one model");
      if (!listed.includes(id))
        report(
          place,
          `is ${id}, which the request schema does not list`,
          "correct it, or list it under `model` there; without a `model`, under another field or a path parameter",
        );
    }
}

/**
 * Checks that a model has each id that `model` of the request lists, and that an example of a request has. Without a
 * `model`, nothing says which values are ids.
 */
export function checkKnown(
  models: readonly ModelRow[],
  document: JsonObject,
  requestSchema: JsonObject,
  report: Report,
): void {
  const schemas = fieldsNamedModel(document, requestSchema);
  if (schemas.length === 0) return;
  const known: readonly Json[] = models.flatMap(wireIds);
  for (const id of new Set(schemas.flatMap((schema) => valuesOf(document, schema))))
    if (!known.includes(id))
      report(
        ["x-seedream-models", "models"],
        `has no row with the id ${id}, which \`model\` of the request lists`,
        "add a row or the id, or remove the id there",
      );
  for (const { path, value } of paidExamples(document)) {
    const { model: id } = asObject(value);
    if (id !== undefined && !known.includes(id))
      report([...path, "model"], `is ${id}, an id that no row has`, "correct it, or add a row for the model");
  }
}

/** Checks that ids for editing serve every region, and belong to a model with references. */
export function checkEditIds({ ids, editIds, references }: ModelRow, report: Report): void {
  if (!editIds) return;
  if (!references) report(["editIds"], "is given, but references is null", "leave editIds out, or describe references");
  for (const region of Object.keys(ids))
    if (!("*" in editIds) && !(region in editIds))
      report(["editIds"], `lacks the region ${region} of ids`, "list the ids for editing there");
}

function idsWithPaths({ ids, editIds = {} }: ModelRow): { path: Path; id: string }[] {
  return Object.entries({ ids, editIds }).flatMap(([key, byRegion]) =>
    Object.entries(byRegion).flatMap(([region, list]) => list.map((id, place) => ({ path: [key, region, place], id }))),
  );
}

// The schema of a request, or of a field, may combine several schemas.
function partsOf(document: JsonObject, value: Json | undefined): JsonObject[] {
  const schema = dereference(document, value);
  const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap(asList);
  return [schema, ...parts.flatMap((part) => partsOf(document, part))];
}

/** Returns the schemas that may list the ids: `model`, else any field and path parameter, because names differ. */
function modelSchemas(document: JsonObject, requestSchema: JsonObject): Json[] {
  const named = fieldsNamedModel(document, requestSchema);
  if (named.length > 0) return named;
  return [...fieldsOf(document, requestSchema).map(([, schema]) => schema), ...paidPathParameters(document)];
}

function fieldsNamedModel(document: JsonObject, requestSchema: JsonObject): Json[] {
  return fieldsOf(document, requestSchema).flatMap(([name, schema]) => (name === "model" ? [schema] : []));
}

function fieldsOf(document: JsonObject, requestSchema: JsonObject): [name: string, schema: Json][] {
  return partsOf(document, requestSchema).flatMap(({ properties }) => Object.entries(asObject(properties)));
}

function valuesOf(document: JsonObject, value: Json): Json[] {
  return partsOf(document, value).flatMap((part) => part.const ?? asList(part.enum));
}
