import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import commonSchema from "../schemas/common.schema.json" with { type: "json" };
import refusalSchema from "../schemas/refusal.schema.json" with { type: "json" };
import requestSchema from "../schemas/request.schema.json" with { type: "json" };
import responseSchema from "../schemas/response.schema.json" with { type: "json" };
import type { Fixtures } from "./fixture.ts";
import { formats } from "./formats.ts";

const folder = join(import.meta.dirname, "../fixtures");

const ajv = new Ajv2020({ allErrors: true, strictRequired: false, formats, schemas: [commonSchema] });

const validators: { readonly [K in keyof Fixtures]: ValidateFunction<Fixtures[K]> } = {
  requests: ajv.compile(requestSchema),
  refusals: ajv.compile(refusalSchema),
  responses: ajv.compile(responseSchema),
};

/** Reads the fixtures of one kind, by file name. */
export function loadFixtures<K extends keyof Fixtures>(provider: string, kind: K): ReadonlyMap<string, Fixtures[K]> {
  const files = readdirSync(join(folder, provider, kind)).sort();
  return new Map(
    files.map((file) => {
      const path = join(provider, kind, file);
      return [file, parseFixture(kind, readFileSync(join(folder, path), "utf8"), path)] as const;
    }),
  );
}

/**
 * Parses a fixture.
 *
 * @throws {Error} The fixture does not match the schema. The message names the field.
 */
export function parseFixture<K extends keyof Fixtures>(kind: K, json: string, path: string): Fixtures[K] {
  const value: unknown = JSON.parse(json);
  const validate = validators[kind];
  if (validate(value)) return value;
  throw new Error(`${path} is not a fixture of ${kind}: ${explain(validate)}`);
}

function explain({ errors }: ValidateFunction): string {
  const issues = errors?.map(
    ({ instancePath, message, params }) => `${instancePath || "fixture"} ${message} ${JSON.stringify(params)}`,
  );
  return issues?.join("; ") ?? "";
}
