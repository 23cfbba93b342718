import { type FieldRule, fieldRules } from "./field-rules.ts";
import { header } from "./header.ts";
import type { JsonObject } from "./json.ts";
import { type Literal, print } from "./literal.ts";
import type { Spec } from "./spec.ts";

/** Generates validate.ts: the rules for the fields of the request body. */
export function emitFields(spec: Spec, schema: JsonObject): string {
  const start = "export const fields: FieldRules = ";
  const rules = toLiteral(fieldRules(spec.document, schema));
  return `${header(spec)}import type { FieldRules } from "@seedream-clients/core/client";\n\n${start}${print(rules, start)};\n`;
}

function toLiteral(rules: Readonly<Record<string, FieldRule>>): Literal {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, ruleLiteral(rule)]));
}

function ruleLiteral({ types, required, oneOf, range, items, fields }: FieldRule): Literal {
  return {
    types: types.filter((type) => type !== "integer" || !types.includes("number")),
    ...(required && { required }),
    ...(oneOf && { oneOf }),
    ...(range && { range }),
    ...(items && { items: ruleLiteral(items) }),
    ...(fields && { fields: toLiteral(fields) }),
  };
}
