import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { header } from "./header.ts";
import { mapOpenStrings } from "./open-strings.ts";
import type { Spec } from "./spec.ts";
import { structureRules } from "./structure.ts";

// openapi-typescript hands a schema to the transform hook wherever it stands as long as it has a type, but an `anyOf`
// only as a property; so open strings travel as typed schemas with this extension.
const KNOWN_VALUES = "x-known-values";

/** api.ts: the types of every request and response. */
export async function emitApi(spec: Spec): Promise<string> {
  const document = mapOpenStrings(spec.document, (values) => ({ type: "string", [KNOWN_VALUES]: values }));
  const nodes = await openapiTS(JSON.stringify(document), {
    // With `true`, a request field with a default would have to be given.
    defaultNonNullable: false,
    silent: true,
    redocly: await structureRules(),
    transform: (schema) => {
      const values: unknown = Reflect.get(schema, KNOWN_VALUES);
      return Array.isArray(values) ? openString(values) : undefined;
    },
  });
  return header(spec) + astToString(nodes);
}

/** `"2K" | "4K" | (string & {})`: plain `string` would swallow the literals, and an editor would suggest none. */
function openString(values: string[]): ts.TypeNode {
  const { factory } = ts;
  const literals = values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  const anyString = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(anyString)]);
}
