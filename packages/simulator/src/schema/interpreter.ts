import { type OutputUnit, Validator } from "@cfworker/json-schema";
import type { Fault } from "../fault.ts";
import type { OpenApiDocument } from "../openapi-document.ts";
import type { SchemaCheck } from "./schema-check.ts";

/** A check that makes no code; slower, and with plainer words. */
export function interpreter<T>({ components }: OpenApiDocument, name: string): SchemaCheck<T> {
  const root = { $id: "https://simulator.test/spec", components };
  const validator = new Validator({ ...root, $ref: `#/components/schemas/${name}` }, "2020-12");
  let errors: readonly OutputUnit[] = [];
  return {
    accepts(value): value is T {
      ({ errors } = validator.validate(value));
      return errors.length === 0;
    },
    fault: () => faultOf(errors),
  };
}

/** The innermost fault, which comes last: those before it say that what holds it is not valid either. */
function faultOf(errors: readonly OutputUnit[]): Fault {
  const error = errors.at(-1);
  const path = (error?.instanceLocation ?? "#").split("/").slice(1);
  const missing = error?.keyword === "required" ? /property "(.*)"/.exec(error.error)?.[1] : undefined;
  const field = [...path, ...(missing === undefined ? [] : [missing])].join(".");
  const kind = !field ? "body" : missing === undefined ? "invalid" : "missing";
  return { kind, field, rule: error?.error ?? "it is not valid" };
}
