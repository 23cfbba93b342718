import { Ajv2020 } from "ajv/dist/2020.js";
import type { OpenApiDocument } from "./openapi-document.ts";
import { compiledIssue } from "./schema/compiled-issue.ts";
import { interpreter } from "./schema/interpreter.ts";
import type { SchemaCheck } from "./schema/schema-check.ts";

/** Keywords of OpenAPI in schemas that do not affect validity. */
const OPENAPI_KEYWORDS = ["components", "discriminator", "example", "externalDocs", "xml", "x-provenance"];

/** Returns the check of a named schema, compiled at its first use. */
export function schemaOf<T>(document: OpenApiDocument, name: string): () => SchemaCheck<T> {
  let check: SchemaCheck<T> | undefined;
  return () => {
    check ??= compiled(document, name) ?? interpreter(document, name);
    return check;
  };
}

/** Returns `undefined` in a page or an edge runtime that forbids `eval`. */
function compiled<T>({ components }: OpenApiDocument, name: string): SchemaCheck<T> | undefined {
  try {
    const validate = new Ajv2020({
      strict: true,
      formats: { uri: (text: string) => URL.canParse(text) },
      logger: false,
    })
      .addVocabulary(OPENAPI_KEYWORDS)
      .addSchema({ $id: "spec", components })
      .compile<T>({ $ref: `spec#/components/schemas/${name}` });
    return { accepts: (value): value is T => validate(value), issue: () => compiledIssue(validate.errors) };
  } catch (error) {
    // By name, because the EvalError of workerd is from another realm.
    if (error instanceof Error && error.name === "EvalError") return undefined;
    throw error;
  }
}
