import { Ajv2020 } from "ajv/dist/2020.js";
import type { OpenApiDocument } from "./openapi-document.ts";
import { compiledFault } from "./schema/compiled-fault.ts";
import { interpreter } from "./schema/interpreter.ts";
import type { SchemaCheck } from "./schema/schema-check.ts";

/** Keywords of OpenAPI that stand in schemas and say nothing about validity. */
const OPENAPI_KEYWORDS = ["components", "discriminator", "example", "externalDocs", "xml", "x-provenance"];

/** The check for a named schema of a spec, made when it is first needed. */
export function schemaOf<T>(document: OpenApiDocument, name: string): () => SchemaCheck<T> {
  let check: SchemaCheck<T> | undefined;
  return () => {
    check ??= compiled(document, name) ?? interpreter(document, name);
    return check;
  };
}

/** `undefined` where code must not be made from text: in a page or an edge runtime that forbids `eval`. */
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
    return { accepts: (value): value is T => validate(value), fault: () => compiledFault(validate.errors) };
  } catch (error) {
    // Browsers and Node throw an EvalError, workerd one of another realm.
    if (error instanceof Error && error.name === "EvalError") return undefined;
    throw error;
  }
}
