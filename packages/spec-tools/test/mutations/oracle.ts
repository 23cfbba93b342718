import { asList, asObject, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { mapParts } from "@seedream-clients/codegen/src/keywords.ts";
import { dereference } from "@seedream-clients/codegen/src/references.ts";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Level } from "../../src/change.ts";
import type { Random } from "./random.ts";

// Checks the levels by brute force: old requests against the new schemas, and new responses against the old schemas.
// This may miss a breaking change, but never reports a false one.

const LIMITS = new Set([
  ...["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "pattern", "format", "minLength"],
  ...["maxLength", "minItems", "maxItems", "uniqueItems", "additionalProperties", "maxProperties", "minProperties"],
]);
const MOST_DEPTH = 5;
const SAMPLES = 4;

/** Removes the limits of a document, because only the rules decide whether a limit is narrower. */
export function withoutLimits(document: JsonObject): JsonObject {
  return mapParts(document, (part) => Object.fromEntries(Object.entries(part).filter(([key]) => !LIMITS.has(key))));
}

/** Returns the lowest level that the changes between two documents without limits may have. */
export function leastLevel(before: JsonObject, after: JsonObject, random: Random): { level: Level; because: string } {
  let least: { level: Level; because: string } = { level: "fix", because: "" };
  for (const [name, was] of bodiesOf(before)) {
    const is = bodiesOf(after).get(name);
    if (!is) return { level: "breaking", because: `${name} is gone` };
    if (textOf(before, was.schema) === textOf(after, is.schema)) continue;
    const gone = [...partsOf(before, was.schema)].find((part) => !isCovered(part, partsOf(after, is.schema)));
    if (gone !== undefined) return { level: "breaking", because: `${gone} of ${name} is gone` };
    const refused = was.examples.find(
      (example) => accepts(before, was.schema, example) && !accepts(after, is.schema, example),
    );
    if (was.isRequest && refused !== undefined)
      return { level: "breaking", because: `${name} refuses ${JSON.stringify(refused)}` };
    if (was.isRequest) continue;
    for (let count = 0; count < SAMPLES; count++) {
      const sample = sampleOf(after, is.schema, random, 0);
      const level = levelOfAnswer(before, was.schema, sample);
      if (level === "breaking") return { level, because: `${name} may be ${JSON.stringify(sample)}` };
      if (level === "feature") least = { level, because: `${name} may be ${JSON.stringify(sample)}` };
    }
  }
  return least;
}

interface Body {
  readonly schema: Json;
  readonly isRequest: boolean;
  readonly examples: readonly Json[];
}

/** Every body of every operation, by a name that both versions have. */
function bodiesOf(document: JsonObject): Map<string, Body> {
  const bodies = new Map<string, Body>();
  for (const [path, item] of Object.entries(asObject(document.paths)))
    for (const [method, value] of Object.entries(asObject(item))) {
      const operation = asObject(value);
      const add = (name: string, body: Json | undefined, isRequest: boolean) => {
        const { content } = dereference(document, body);
        for (const [type, media] of Object.entries(asObject(content))) {
          const { schema = {}, examples } = asObject(media);
          const values = Object.values(asObject(examples)).flatMap((example) => asObject(example).value ?? []);
          bodies.set(`${method} ${path} ${name} ${type}`, { schema, isRequest, examples: values });
        }
      };
      if (operation.requestBody) add("request", operation.requestBody, true);
      for (const [status, response] of Object.entries(asObject(operation.responses))) add(status, response, false);
    }
  return bodies;
}

/** Returns the fields and values of a schema: `data[].url`, `status="done"`, and `status=*` if any value is allowed. */
function partsOf(document: JsonObject, value: Json, path = "", above: readonly Json[] = []): Set<string> {
  const schema = isObject(value) ? dereference(document, value) : {};
  if (above.includes(schema)) return new Set();
  const inner = (part: Json, step: string) => [...partsOf(document, part, path + step, [...above, schema])];
  const branches = [schema.allOf, schema.anyOf, schema.oneOf].flatMap(asList);
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const isOpen = values === undefined && branches.length === 0;
  return new Set([
    ...(path.endsWith("]") || path === "" ? [] : [path]),
    ...(isOpen ? [`${path}=*`] : asList(values).map((item) => `${path}=${JSON.stringify(item)}`)),
    ...branches.flatMap((branch) => inner(branch, "")),
    ...Object.entries(asObject(schema.properties)).flatMap(([name, part]) => inner(part, `.${name}`)),
    ...(schema.items === undefined ? [] : inner(schema.items, "[]")),
  ]);
}

function isCovered(part: string, parts: ReadonlySet<string>): boolean {
  return (
    parts.has(part) || part.endsWith("=*") || (part.includes("=") && parts.has(`${part.slice(0, part.indexOf("="))}=*`))
  );
}

function accepts(document: JsonObject, schema: Json, value: Json): boolean {
  return errorsOf(document, schema, value).length === 0;
}

// The specs are valid, so their schemas are not checked against the meta-schema, which takes long to compile.
const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  validateFormats: false,
  logger: false,
  validateSchema: false,
});
/** Returns a schema and its references as text. Two bodies with the same text allow the same values. */
function textOf(document: JsonObject, schema: Json): string {
  return JSON.stringify([schema, isObject(schema) ? schemasOf(document, schema) : {}]);
}

const validators = new WeakMap<object, ValidateFunction>();

function errorsOf(document: JsonObject, schema: Json, value: Json): string[] {
  if (!isObject(schema)) return [];
  const known = validators.get(schema);
  const validate = known ?? ajv.compile({ ...schema, components: { schemas: schemasOf(document, schema) } });
  validators.set(schema, validate);
  if (validate(value)) return [];
  // A value that several variants of a `oneOf` allow does not break code that reads it.
  const errors = (validate.errors ?? []).filter(({ keyword, params }) => keyword !== "oneOf" || !params.passingSchemas);
  return errors.map(({ keyword }) => keyword);
}

// The validator visits all schemas of a document, so only the used ones are passed.
function schemasOf(document: JsonObject, schema: JsonObject): JsonObject {
  const all = asObject(asObject(document.components).schemas);
  const found = new Set<string>();
  const visit = (part: Json | undefined): void => {
    for (const [, name = ""] of JSON.stringify(part ?? null).matchAll(/#\/components\/schemas\/([^"/]+)/g))
      if (!found.has(name)) {
        found.add(name);
        visit(all[name]);
      }
  };
  visit(schema);
  return Object.fromEntries(Object.entries(all).filter(([name]) => found.has(name)));
}

// A new value is a feature. Errors inside a union also count as a feature, because they do not name the failed variant.
function levelOfAnswer(before: JsonObject, schema: Json, sample: Json): Level {
  const errors = errorsOf(before, schema, sample);
  if (errors.length === 0) return "fix";
  return errors.some((keyword) => ["enum", "const", "anyOf", "oneOf"].includes(keyword)) ? "feature" : "breaking";
}

function sampleOf(document: JsonObject, value: Json, random: Random, depth: number): Json {
  const schema = isObject(value) ? dereference(document, value) : {};
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(asList(schema.enum)) ?? null;
  const branches = asList(schema.anyOf ?? schema.oneOf);
  if (branches.length > 0) return sampleOf(document, random.pick(branches) ?? {}, random, depth);
  if (schema.allOf)
    return Object.assign({}, ...asList(schema.allOf).map((part) => sampleOf(document, part, random, depth)));
  const types = [schema.type ?? (schema.properties ? "object" : ["string", "number", "boolean"])].flat();
  const type = random.pick(types);
  if (type === "object") {
    const fields = Object.entries(asObject(schema.properties)).filter(
      ([name]) => asList(schema.required).includes(name) || (depth < MOST_DEPTH && random.next() < 0.7),
    );
    return Object.fromEntries(fields.map(([name, part]) => [name, sampleOf(document, part, random, depth + 1)]));
  }
  if (type === "array") return depth < MOST_DEPTH ? [sampleOf(document, schema.items ?? {}, random, depth + 1)] : [];
  if (type === "integer" || type === "number") return Number(schema.minimum ?? 1);
  if (type === "boolean") return random.next() < 0.5;
  return type === "null" ? null : "text";
}
