import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { Fault } from "./fault.ts";
import type { OpenApiDocument } from "./openapi-document.ts";

/** Keywords of OpenAPI that stand in schemas and say nothing about validity. */
const OPENAPI_KEYWORDS = ["components", "discriminator", "example", "externalDocs", "xml", "x-provenance"];

/** The check for a named schema of a spec, compiled when it is first needed. */
export function schemaOf<T>(document: OpenApiDocument, name: string): () => ValidateFunction<T> {
  let compiled: ValidateFunction<T> | undefined;
  return () => {
    compiled ??= new Ajv2020({ strict: true, formats: { uri: (text: string) => URL.canParse(text) } })
      .addVocabulary(OPENAPI_KEYWORDS)
      .addSchema({ $id: "spec", components: document.components })
      .compile<T>({ $ref: `spec#/components/schemas/${name}` });
    return compiled;
  };
}

/** The outermost fault, which comes last: those before it tell why each branch of an alternative failed. */
export function faultOf(errors: readonly ErrorObject[] | null | undefined): Fault {
  const error = errors?.at(-1);
  const path = (error?.instancePath ?? "").split("/").slice(1);
  const missing = error?.keyword === "required";
  const field = [...path, ...(missing ? [String(error.params.missingProperty)] : [])].join(".");
  const kind = !field ? "body" : missing ? "missing" : "invalid";
  return { kind, field, rule: error ? wording(error) : "it is not valid" };
}

function wording({ keyword, params, message = "is not valid" }: ErrorObject): string {
  if (keyword === "enum") return `it must be one of: ${(params.allowedValues as unknown[]).join(", ")}`;
  if (keyword === "maximum" || keyword === "maxItems") return `it cannot exceed ${params.limit}`;
  if (keyword === "minimum" || keyword === "minItems") return `it must be at least ${params.limit}`;
  if (keyword === "oneOf" || keyword === "anyOf") return "it has none of the allowed forms";
  return `it ${message}`;
}
