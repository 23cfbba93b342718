import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { shortenTexts, tidyComments } from "./comments.ts";
import { formatTypeScript } from "./format.ts";
import { header } from "./header.ts";
import { KNOWN_VALUES, markOpenStrings } from "./open-strings.ts";
import type { Spec } from "./spec.ts";
import { structureRules } from "./structure.ts";

/** Generates api.ts: the types of all requests and responses. */
export async function emitApi(spec: Spec, types: string): Promise<string> {
  return header(spec) + (await formatTypeScript(types));
}

/** Returns the declarations of api.ts, not formatted. */
export async function apiTypes(spec: Spec): Promise<string> {
  const document = shortenTexts(markOpenStrings(spec.document));
  const nodes = await openapiTS(JSON.stringify(document), {
    // With `true`, a request would have to contain the fields that have a default.
    defaultNonNullable: false,
    silent: true,
    redocly: await structureRules(),
    transform: (schema) => {
      // A schema may be `true`, although the types of openapi-typescript exclude it.
      const values: unknown = typeof schema === "object" && Reflect.get(schema, KNOWN_VALUES);
      return Array.isArray(values) ? openString(values) : undefined;
    },
  });
  for (const node of nodes) tidyComments(node);
  return astToString(nodes);
}

/** Returns `"2K" | "4K" | (string & {})`. A union with plain `string` loses the literals and their completions. */
function openString(values: string[]): ts.TypeNode {
  const { factory } = ts;
  const literals = values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  const anyString = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(anyString)]);
}
