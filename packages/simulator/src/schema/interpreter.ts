import { type OutputUnit, Validator } from "@cfworker/json-schema";
import type { Issue } from "../issue.ts";
import type { OpenApiDocument } from "../openapi-document.ts";
import type { SchemaCheck } from "./schema-check.ts";

/** Makes a check that compiles no code. It is slower, and its messages are plainer. */
export function interpreter<T>({ components }: OpenApiDocument, name: string): SchemaCheck<T> {
  const root = { $id: "https://simulator.test/spec", components };
  const validator = new Validator({ ...root, $ref: `#/components/schemas/${name}` }, "2020-12");
  let errors: readonly OutputUnit[] = [];
  return {
    accepts(value): value is T {
      ({ errors } = validator.validate(value));
      return errors.length === 0;
    },
    issue: () => issueOf(errors),
  };
}

/** Returns the last issue, which is the innermost. Issues before it belong to its parents. */
function issueOf(errors: readonly OutputUnit[]): Issue {
  const error = errors.at(-1);
  const path = (error?.instanceLocation ?? "#").split("/").slice(1);
  const missing = error?.keyword === "required" ? /property "(.*)"/.exec(error.error)?.[1] : undefined;
  const field = [...path, ...(missing === undefined ? [] : [missing])].join(".");
  const kind = !field ? "body" : missing === undefined ? "invalid" : "missing";
  return { kind, field, rule: error?.error ?? "it is not valid" };
}
