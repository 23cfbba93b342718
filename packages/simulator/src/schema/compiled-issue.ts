import type { ErrorObject } from "ajv/dist/2020.js";
import type { Issue } from "../issue.ts";

/** Returns the last issue, which is the outermost. Issues before it belong to the branches of an alternative. */
export function compiledIssue(errors: readonly ErrorObject[] | null | undefined): Issue {
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
