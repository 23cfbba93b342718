import { type FieldRule, fieldRules } from "./field-rules.ts";
import { header } from "./header.ts";
import { isObject, type Path, valueAt } from "./json.ts";
import { type Literal, print } from "./literal.ts";
import { requestSchema } from "./operation.ts";
import type { Spec } from "./spec.ts";

/** validate.ts: the rules for the fields of the request body. */
export function emitFields(spec: Spec, operation: Path): string {
  const post = valueAt(spec.document, operation);
  const schema = requestSchema(spec.document, isObject(post) ? post : {});
  const start = "export const fields: FieldRules = ";
  const rules = toLiteral(fieldRules(spec.document, schema));
  return `${header(spec)}import type { FieldRules } from "@seedream-clients/core/client";\n\n${start}${print(rules, start)};\n`;
}

function toLiteral(rules: Readonly<Record<string, FieldRule>>): Literal {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, ruleLiteral(rule)]));
}

function ruleLiteral({ types, required, oneOf, range, items, fields }: FieldRule): Literal {
  return {
    type: types
      .filter((type) => type !== "integer" || !types.includes("number"))
      .map((type) => (type === "null" ? type : `${/^[aio]/.test(type) ? "an" : "a"} ${type}`))
      .join(" or "),
    ...(required && { required }),
    ...(oneOf && { oneOf }),
    ...(range && { range }),
    ...(items && { items: ruleLiteral(items) }),
    ...(fields && { fields: toLiteral(fields) }),
  };
}
