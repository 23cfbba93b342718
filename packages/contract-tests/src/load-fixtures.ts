import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import answerSchema from "../schemas/answer.schema.json" with { type: "json" };
import commonSchema from "../schemas/common.schema.json" with { type: "json" };
import refusalSchema from "../schemas/refusal.schema.json" with { type: "json" };
import requestSchema from "../schemas/request.schema.json" with { type: "json" };
import type { Fixtures } from "./fixture.ts";
import { formats } from "./formats.ts";

const folder = join(import.meta.dirname, "../fixtures");

const ajv = new Ajv2020({ allErrors: true, strictRequired: false, formats, schemas: [commonSchema] });

const checks: { readonly [K in keyof Fixtures]: ValidateFunction<Fixtures[K]> } = {
  requests: ajv.compile(requestSchema),
  refusals: ajv.compile(refusalSchema),
  answers: ajv.compile(answerSchema),
};

/** The fixtures of one kind, by file name. */
export function loadFixtures<K extends keyof Fixtures>(provider: string, kind: K): ReadonlyMap<string, Fixtures[K]> {
  const files = readdirSync(join(folder, provider, kind)).sort();
  return new Map(
    files.map((file) => {
      const path = join(provider, kind, file);
      return [file, parseFixture(kind, readFileSync(join(folder, path), "utf8"), path)] as const;
    }),
  );
}

/** Reads one fixture; a misspelt field is an error that names it. */
export function parseFixture<K extends keyof Fixtures>(kind: K, json: string, path: string): Fixtures[K] {
  const value: unknown = JSON.parse(json);
  const check = checks[kind];
  if (check(value)) return value;
  throw new Error(`${path} is no fixture of ${kind}: ${explain(check)}`);
}

function explain({ errors }: ValidateFunction): string {
  const faults = errors?.map(
    ({ instancePath, message, params }) => `${instancePath || "it"} ${message} ${JSON.stringify(params)}`,
  );
  return faults?.join("; ") ?? "";
}
