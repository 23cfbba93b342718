import { asList, asObject, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { holdsData, holdsNames } from "@seedream-clients/codegen/src/keywords.ts";
import type { Random } from "./random.ts";

/** Changes a document in place; returns whether there was anything to change. */
type Mutation = (document: JsonObject, random: Random) => boolean;

/** Edits of a spec: every kind of change that providers make. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "remove a field": (document, random) => {
    const schema = random.pick(objects(document));
    const name = random.pick(Object.keys(asObject(schema?.properties)));
    if (!schema || name === undefined) return false;
    delete asObject(schema.properties)[name];
    if (schema.required) schema.required = asList(schema.required).filter((other) => other !== name);
    return true;
  },
  "rename a field": (document, random) => {
    const schema = random.pick(objects(document));
    const name = random.pick(Object.keys(asObject(schema?.properties)));
    if (!schema || name === undefined) return false;
    schema.properties = renamed(asObject(schema.properties), name, `${name}_2`);
    if (schema.required)
      schema.required = asList(schema.required).map((other) => (other === name ? `${name}_2` : other));
    return true;
  },
  "add an optional field": (document, random) => addField(document, random, false),
  "add a required field": (document, random) => addField(document, random, true),
  "require a field": (document, random) => {
    const schema = random.pick(objects(document));
    const name = random.pick(Object.keys(asObject(schema?.properties)));
    if (!schema || name === undefined || asList(schema.required).includes(name)) return false;
    schema.required = [...asList(schema.required), name];
    return true;
  },
  "no longer require a field": (document, random) => {
    const schema = random.pick(objects(document).filter(({ required }) => asList(required).length > 0));
    if (!schema) return false;
    const name = random.pick(asList(schema.required));
    schema.required = asList(schema.required).filter((other) => other !== name);
    if (asList(schema.required).length === 0) delete schema.required;
    return true;
  },
  "change a type": (document, random) =>
    edit(random.pick(schemas(document).filter(({ type, properties }) => type && !properties)), (schema) => {
      const was = schema.type;
      for (const key of Object.keys(schema)) if (key !== "description") delete schema[key];
      schema.type = random.pick(["boolean", "integer", "string"].filter((other) => other !== was)) ?? "string";
    }),
  "remove a type": (document, random) =>
    edit(random.pick(schemas(document).filter(({ type }) => type)), (schema) => delete schema.type),
  "allow null": (document, random) =>
    edit(
      random.pick(schemas(document).filter(({ type, enum: values }) => typeof type === "string" && !values)),
      (schema) => {
        schema.type = [String(schema.type), "null"];
      },
    ),
  "add a value": (document, random) =>
    edit(random.pick(enums(document)), (schema) => asList(schema.enum).push("value-2")),
  "remove a value": (document, random) =>
    edit(random.pick(enums(document).filter((schema) => asList(schema.enum).length > 1)), (schema) =>
      asList(schema.enum).pop(),
    ),
  "rename a value": (document, random) =>
    edit(random.pick(enums(document)), (schema) => {
      schema.enum = asList(schema.enum).with(0, "value-2");
    }),
  "rename a constant": (document, random) =>
    edit(random.pick(schemas(document).filter((schema) => typeof schema.const === "string")), (schema) => {
      schema.const = "constant-2";
    }),
  "remove a variant": (document, random) =>
    edit(random.pick(unions(document)), (schema) => asList(schema.anyOf ?? schema.oneOf).pop()),
  "add a variant": (document, random) =>
    edit(random.pick(unions(document)), (schema) =>
      asList(schema.anyOf ?? schema.oneOf).push({
        type: "object",
        properties: { other: { type: "string" } },
        required: ["other"],
      }),
    ),
  "a union with itself in a list": (document, random) => {
    const schemas = asObject(asObject(document.components).schemas);
    const name = random.pick(Object.keys(schemas));
    const schema = asObject(schemas[name ?? ""]);
    const field = random.pick(Object.keys(asObject(schema.properties)));
    if (name === undefined || field === undefined) return false;
    asObject(schema.properties)[field] = {
      anyOf: [
        { type: "string" },
        { type: "array", items: { $ref: `#/components/schemas/${name}/properties/${field}` } },
      ],
    };
    return true;
  },
  "an allOf of itself": (document, random) => {
    const schemas = asObject(asObject(document.components).schemas);
    const name = random.pick(Object.keys(schemas)) ?? "";
    schemas[name] = { allOf: [asObject(schemas[name]), { $ref: `#/components/schemas/${name}` }] };
    return true;
  },
  "remove a schema": (document, random) => {
    const schemas = asObject(asObject(document.components).schemas);
    delete schemas[random.pick(Object.keys(schemas)) ?? ""];
    return true;
  },
  "remove a response": (document, random) => {
    const responses = asObject(random.pick(operations(document))?.responses);
    delete responses[random.pick(Object.keys(responses)) ?? ""];
    return true;
  },
  "add a response": (document, random) =>
    edit(random.pick(operations(document)), ({ responses }) => {
      asObject(responses)["418"] = { description: "A teapot." };
    }),
  "remove a media type": (document, random) => {
    const contents = operations(document).flatMap(({ responses }) =>
      Object.values(asObject(responses)).map((item) => asObject(asObject(item).content)),
    );
    const content = random.pick(contents.filter((item) => Object.keys(item).length > 0));
    if (!content) return false;
    delete content[random.pick(Object.keys(content)) ?? ""];
    return true;
  },
  "remove a parameter": (document, random) =>
    edit(
      random.pick(operations(document).filter(({ parameters }) => asList(parameters).length > 0)),
      ({ parameters }) => asList(parameters).pop(),
    ),
  "add a parameter": (document, random) =>
    edit(random.pick(operations(document)), (operation) => {
      const parameter = { name: "x-new", in: "header", required: random.next() < 0.5, schema: { type: "string" } };
      operation.parameters = [...asList(operation.parameters), parameter];
    }),
  "rename an operation": (document, random) =>
    edit(random.pick(operations(document)), (operation) => {
      operation.operationId = "operation2";
    }),
  "move an operation": (document, random) => {
    const paths = asObject(document.paths);
    const path = random.pick(Object.keys(paths));
    if (path === undefined) return false;
    document.paths = renamed(paths, path, `/v9${path}`);
    return true;
  },
  "remove an operation": (document, random) => {
    const paths = asObject(document.paths);
    delete paths[random.pick(Object.keys(paths)) ?? ""];
    return true;
  },
  "change a default": (document, random) =>
    edit(random.pick(schemas(document).filter((schema) => typeof schema.default === "boolean")), (schema) => {
      schema.default = schema.default !== true;
    }),
  "narrow a limit": (document, random) =>
    edit(random.pick(schemas(document).filter((schema) => typeof schema.maximum === "number")), (schema) => {
      schema.maximum = Number(schema.maximum) - 1;
    }),
  "change a description": (document, random) =>
    edit(random.pick(schemas(document)), (schema) => {
      schema.description = "Something else.";
    }),
  "raise the version": (document) => {
    asObject(document.info).version = "9.9.9";
    return true;
  },
  "reorder the keys": (document, random) => {
    const schema = random.pick(objects(document));
    if (!schema) return false;
    schema.properties = Object.fromEntries(Object.entries(asObject(schema.properties)).reverse());
    return true;
  },
};

function addField(document: JsonObject, random: Random, isRequired: boolean): boolean {
  return edit(random.pick(objects(document)), (schema) => {
    asObject(schema.properties).new_field = { type: "string" };
    if (isRequired) schema.required = [...asList(schema.required), "new_field"];
  });
}

function edit(part: JsonObject | undefined, change: (part: JsonObject) => unknown): boolean {
  if (part) change(part);
  return part !== undefined;
}

function renamed(object: JsonObject, name: string, other: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === name ? other : key, value]));
}

/** Every schema of a document. */
function schemas(document: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  const visit = (value: Json, named: boolean, isSchema: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, false, isSchema);
    if (!isObject(value)) return;
    if (isSchema && !named) found.push(value);
    for (const [key, item] of Object.entries(value)) {
      if (!named && (holdsData(key, item) || key.startsWith("x-"))) continue;
      const opens = !named && ["schema", "schemas", "properties", "items", "anyOf", "oneOf", "allOf"].includes(key);
      if (named || !["required", "examples", "discriminator"].includes(key))
        visit(item, !named && holdsNames(key), named ? isSchema : opens);
    }
  };
  visit(document, false, false);
  return found;
}

function objects(document: JsonObject): JsonObject[] {
  return schemas(document).filter(({ properties }) => Object.keys(asObject(properties)).length > 0);
}

// Omits the ids of models, because the model rows need them.
function enums(document: JsonObject): JsonObject[] {
  return schemas(document).filter(({ enum: values }) => values !== undefined && !String(values).includes("seed"));
}

function unions(document: JsonObject): JsonObject[] {
  return schemas(document).filter(({ anyOf, oneOf }) => asList(anyOf ?? oneOf).length > 1);
}

function operations(document: JsonObject): JsonObject[] {
  return Object.values(asObject(document.paths)).flatMap((item) =>
    Object.values(asObject(item)).flatMap((operation) =>
      isObject(operation) && operation.responses ? [operation] : [],
    ),
  );
}
