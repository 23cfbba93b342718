import { fieldRules } from "./field-rules.ts";
import { asList, asObject, isObject, type Json, type JsonObject, type Path } from "./json.ts";
import type { Problem } from "./problem.ts";
import { dereference } from "./references.ts";
import type { Spec } from "./spec.ts";

/** Extension key of the operation that generates images. Its only value is `generate`. */
export const OPERATION_MARK = "x-seedream-operation";
/** Keys of a path that hold operations. */
export const METHODS: readonly string[] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Media type of the bodies that clients send and read. */
export const JSON_TYPE = "application/json";

interface Operation {
  readonly path: Path;
  /** Method and path, as messages name it: `POST /images/generations`. */
  readonly name: string;
  readonly operation: JsonObject;
  readonly parameters: readonly Json[];
}

/** Whether an operation is the paid one, which generates images. */
export function isPaid(operation: JsonObject): boolean {
  return operation[OPERATION_MARK] === "generate";
}

/** Returns the schemas of the path parameters of the paid operation. */
export function paidPathParameters(document: JsonObject): Json[] {
  const paid = operationsOf(document).filter(({ operation }) => isPaid(operation));
  return paid
    .flatMap(({ parameters }) => parameters.map((parameter) => dereference(document, parameter)))
    .flatMap(({ in: place, schema }) => (place === "path" && schema !== undefined ? [schema] : []));
}

/** Returns the examples of the JSON request body of the paid operation, with their paths. */
export function paidExamples(document: JsonObject): { path: Path; value: Json }[] {
  const paid = operationsOf(document).filter(({ operation }) => isPaid(operation));
  return paid.flatMap(({ path, operation }) => {
    const media = jsonMedia(document, operation);
    const place = [...path, "requestBody", "content", JSON_TYPE];
    const named = Object.entries(asObject(media.examples)).flatMap(([name, example]) => {
      const { value } = dereference(document, example);
      return value === undefined ? [] : [{ path: [...place, "examples", name, "value"], value }];
    });
    return media.example === undefined ? named : [{ path: [...place, "example"], value: media.example }, ...named];
  });
}

/** Returns the schema of the request body of the paid operation, or the reasons why there is none. */
export function findRequestSchema(spec: Spec): JsonObject | Problem[] {
  const marked = operationsOf(spec.document).filter(({ operation }) => OPERATION_MARK in operation);
  const misspelt = marked.filter(({ operation }) => !isPaid(operation));
  if (misspelt.length > 0)
    return misspelt.map(({ path, operation }) => ({
      file: spec.file,
      ...spec.at([...path, OPERATION_MARK]),
      reason: `${OPERATION_MARK} is ${JSON.stringify(operation[OPERATION_MARK])}`,
      remedy: "write generate, on the operation that generates images",
    }));
  const [first, ...others] = marked;
  if (!first) return [noneMarked(spec)];
  if (others.length > 0)
    return others.map(({ path, name }) => ({
      file: spec.file,
      ...spec.atKey([...path, OPERATION_MARK]),
      reason: `${name} and ${first.name} both have the mark ${OPERATION_MARK}`,
      remedy: "keep it on the one that generates images",
    }));
  return requestSchema(spec, first);
}

function noneMarked(spec: Spec): Problem {
  return {
    file: spec.file,
    ...spec.at(["paths"]),
    reason: `no operation has the mark ${OPERATION_MARK}`,
    remedy: `write \`${OPERATION_MARK}: generate\` in the operation that generates images`,
  };
}

function requestSchema(spec: Spec, { path, name, operation }: Operation): JsonObject | Problem[] {
  const schema = dereference(spec.document, jsonMedia(spec.document, operation).schema);
  if (Object.keys(fieldRules(spec.document, schema)).length > 0) return schema;
  return [
    {
      file: spec.file,
      ...spec.atKey([...path, "requestBody"]),
      reason: `${name} has no ${JSON_TYPE} request body with properties`,
      remedy: "describe the body: the client refuses fields that it does not list",
    },
  ];
}

function jsonMedia(document: JsonObject, operation: JsonObject): JsonObject {
  const { content } = dereference(document, operation.requestBody);
  return asObject(asObject(content)[JSON_TYPE]);
}

function operationsOf(document: JsonObject): Operation[] {
  const { paths } = document;
  return Object.entries(asObject(paths)).flatMap(([path, value]) => {
    const item = dereference(document, value);
    return Object.entries(item).flatMap(([method, operation]) =>
      METHODS.includes(method) && isObject(operation)
        ? [
            {
              path: ["paths", path, method],
              name: `${method.toUpperCase()} ${path}`,
              operation,
              parameters: [item.parameters, operation.parameters].flatMap(asList),
            },
          ]
        : [],
    );
  });
}
