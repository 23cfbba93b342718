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

const ajv = new Ajv2020({ allErrors: true, strictRequired: false, verbose: true, formats, schemas: [commonSchema] });

const validators: { readonly [K in keyof Fixtures]: ValidateFunction<Fixtures[K]> } = {
  requests: ajv.compile(requestSchema),
  refusals: ajv.compile(refusalSchema),
  responses: ajv.compile(responseSchema),
};

/** Reads the fixtures of one kind, by file name. Throws as {@link parseFixtures} does. */
export function loadFixtures<K extends keyof Fixtures>(provider: string, kind: K): ReadonlyMap<string, Fixtures[K]> {
  const files = readdirSync(join(folder, provider, kind)).sort();
  const texts = files.map((file) => [file, readFileSync(join(folder, provider, kind, file), "utf8")] as const);
  return parseFixtures(kind, texts, join(provider, kind));
}

/**
 * Parses the files of a folder.
 *
 * @throws {Error} Some do not match the schema. The message names them all.
 */
export function parseFixtures<K extends keyof Fixtures>(
  kind: K,
  texts: readonly (readonly [file: string, json: string])[],
  path: string,
): ReadonlyMap<string, Fixtures[K]> {
  const fixtures = new Map<string, Fixtures[K]>();
  const issues: string[] = [];
  for (const [file, json] of texts) {
    try {
      fixtures.set(file, parseFixture(kind, json, join(path, file)));
    } catch (error) {
      issues.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (issues.length > 0) throw new Error(issues.join("\n"));
  return fixtures;
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
  // Leaves out the issue of an `if`, because the issue of the broken rule inside its branch says more.
  const issues = errors?.flatMap(({ keyword, instancePath, message, params, parentSchema = {} }) => {
    if (keyword === "if") return [];
    // The description of a field says more than its pattern.
    const rule = keyword === "pattern" && parentSchema.description;
    return `${instancePath || "fixture"} ${rule ? `must be: ${rule}` : `${message} ${JSON.stringify(params)}`}`;
  });
  return issues?.join("; ") ?? "";
}
