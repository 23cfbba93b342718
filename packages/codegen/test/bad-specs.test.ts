import { expect, test } from "vitest";
import { MINI, Workspace } from "./workspace.ts";

interface BadSpec {
  readonly name: string;
  /** Text that occurs once in the mini spec, and its replacement. */
  readonly from: string;
  readonly to: string;
  /** Text of the changed spec where the problem is reported. */
  readonly at: string;
  readonly says: string;
}

const CASES: readonly BadSpec[] = [
  {
    name: "bad YAML",
    from: "status: active\n",
    to: "status: active: yes\n",
    at: "active: yes",
    says: "invalid YAML",
  },
  {
    name: "a duplicate key",
    from: "      stream: true\n",
    to: "      stream: true\n      stream: false\n",
    at: "stream: false\n      promptOptimization: [standard]",
    says: "invalid YAML: Map keys must be unique",
  },
  {
    name: "a reference without a target",
    from: 'mode: { $ref: "#/components/schemas/Mode" }',
    to: 'mode: { $ref: "#/components/schemas/Mood" }',
    at: '"#/components/schemas/Mood"',
    says: '$ref "#/components/schemas/Mood" has no target — correct the name, or add components.schemas.Mood',
  },
  {
    name: "a reference to another file",
    from: 'mode: { $ref: "#/components/schemas/Mode" }',
    to: "mode: { $ref: mode.yaml }",
    at: "mode.yaml",
    says: '$ref "mode.yaml" points outside this document',
  },
  {
    name: "a mapping to a schema that does not exist",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: `Mode:
      oneOf: [{ $ref: "#/components/schemas/A" }]
      discriminator: { propertyName: kind, mapping: { a: "#/components/schemas/B" } }
    A: { type: object, properties: { kind: { type: string } } }`,
    at: '"#/components/schemas/B"',
    says: 'the mapping to "#/components/schemas/B" has no target — correct the name',
  },
  {
    name: "a document that the libraries cannot read",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: `Mode: ${"{ type: array, items: ".repeat(120)}{ type: string }${" }".repeat(120)}`,
    at: "openapi: 3.1.0",
    says: "types cannot be made of it: nesting exceeded maxDepth",
  },
  {
    name: "references in a circle",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: `Mode: { $ref: "#/components/schemas/Modes" }
    Modes: { $ref: "#/components/schemas/Mode" }`,
    at: '"#/components/schemas/Modes"',
    says: '$ref "#/components/schemas/Modes" leads back to itself through `$ref`, `allOf`, `anyOf`, `oneOf` and `items` alone — refer',
  },
  {
    name: "a schema that is an allOf of itself",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: 'Mode: { allOf: [{ type: string }, { $ref: "#/components/schemas/Mode" }] }',
    at: '"#/components/schemas/Mode" }] }',
    says: '$ref "#/components/schemas/Mode" leads back to itself',
  },
  {
    name: "a schema that is a union with itself through another one",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: `Mode: { anyOf: [{ type: string }, { $ref: "#/components/schemas/Modes" }] }
    Modes: { oneOf: [{ allOf: [{ $ref: "#/components/schemas/Mode/anyOf/0" }] }, { type: integer }] }`,
    at: '"#/components/schemas/Mode/anyOf/0"',
    says: '$ref "#/components/schemas/Mode/anyOf/0" leads back to itself',
  },
  {
    name: "a key that is a list",
    from: "    Mode: { type: string, enum: [standard, fast] }",
    to: "    Mode: { type: string, enum: [standard, fast], ? [a, b] : c }",
    at: "[a, b]",
    says: "a key is a list or a mapping — write a name",
  },
  {
    name: "a schema that is a list of itself",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: 'Mode: { anyOf: [{ type: string }, { type: array, items: { $ref: "#/components/schemas/Mode" } }] }',
    at: '"#/components/schemas/Mode" } }] }',
    says: '$ref "#/components/schemas/Mode" leads back to itself',
  },
  {
    name: "a reference that types cannot follow",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: 'Mode: { $ref: "#/components/schemas/Tools/items" }\n    Tools: { type: array, items: { type: string } }',
    at: '{ $ref: "#/components/schemas/Tools/items" }',
    says: "components.schemas.Mode: its type does not compile: Property 'items' does not exist on type 'string[]'. — move",
  },
  {
    name: "an alias without an anchor",
    from: "seed: [-1, 2147483647]",
    to: "seed: *seeds",
    at: "*seeds",
    says: "the alias *seeds has no anchor — write &seeds in front of the value, above the alias",
  },
  {
    name: "an alias inside the value of its anchor",
    from: "Mode: { type: string, enum: [standard, fast] }",
    to: "Mode: &mode { allOf: [{ not: *mode }] }",
    at: "*mode",
    says: "the alias *mode is inside the value of its anchor — repeat another value; a schema inside itself is a `$ref`",
  },
  {
    name: "aliases of aliases that grow exponentially",
    from: "x-seedream-models:\n",
    to: `x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
x-d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
x-seedream-models:
`,
    at: "openapi: 3.1.0",
    says: "the aliases repeat too many values — refer to components with `$ref` instead",
  },
  {
    name: "an unknown OpenAPI keyword",
    from: "operationId: generateImages",
    to: "operationID: generateImages",
    at: "operationID",
    says: "operationID",
  },
  {
    name: "an older version of OpenAPI",
    from: "openapi: 3.1.0",
    to: "openapi: 3.0.3",
    at: "3.0.3",
    says: 'openapi is "3.0.3" — write `openapi: 3.1.0`',
  },
  {
    name: "no marked operation",
    from: "      x-seedream-operation: generate\n",
    to: "",
    at: "/images/generations",
    says: "no operation has the mark x-seedream-operation — write `x-seedream-operation: generate` in the operation that",
  },
  {
    name: "two marked operations",
    from: "components:\n  schemas:\n",
    to: `  /jobs:
    put:
      operationId: createJob
      x-seedream-operation: generate
      responses: { "200": { description: The job. } }
components:
  schemas:
`,
    at: 'x-seedream-operation: generate\n      responses: { "200"',
    says: "PUT /jobs and POST /images/generations both have the mark x-seedream-operation — keep it on the one",
  },
  {
    name: "a mark with another value",
    from: "x-seedream-operation: generate",
    to: "x-seedream-operation: generates",
    at: "generates",
    says: 'x-seedream-operation is "generates" — write generate, on the operation that generates images',
  },
  {
    name: "a marked operation without a JSON body",
    from: "          application/json:\n            schema: {",
    to: "          text/plain:\n            schema: {",
    at: "requestBody:",
    says: "POST /images/generations has no application/json request body with properties — describe the body",
  },
  {
    name: "a missing limit",
    from: "        pixels: [921600, 4624220]\n",
    to: "",
    at: "default: 2K\n        custom",
    says: "mini-1.0: size lacks pixels — add it; write null if there is none",
  },
  {
    name: "a missing group of limits",
    from: "      group: null\n",
    to: "",
    at: "name: mini-edit",
    says: "mini-edit lacks group — add it; write null if there is none",
  },
  {
    name: "a missing key that cannot be null",
    from: "      stream: false\n",
    to: "",
    at: "name: mini-edit",
    says: "mini-edit lacks stream — add it; write true or false",
  },
  {
    name: "an unknown key",
    from: "      stream: false\n",
    to: "      stream: false\n      streams: false\n",
    at: "streams: false",
    says: "mini-edit: streams is not a known key — the keys here are name, title, status,",
  },
  {
    name: "a wrong type",
    from: "custom: false",
    to: 'custom: "no"',
    at: '"no"',
    says: 'mini-edit: size.custom is "no" — write true or false',
  },
  {
    name: "an unknown value",
    from: "formats: [jpeg, png], selectable",
    to: "formats: [jpg, png], selectable",
    at: "jpg, png",
    says: 'mini-edit: output.formats.0 is "jpg" — list some of jpeg, png',
  },
  {
    name: "a range of one number",
    from: "pixels: [921600, 4624220]",
    to: "pixels: [921600]",
    at: "[921600]",
    says: "mini-1.0: size.pixels is [921600] — write [min, max], or null for none",
  },
  {
    name: "a range in the wrong order",
    from: "seed: [-1, 2147483647]",
    to: "seed: [2147483647, -1]",
    at: "[2147483647, -1]",
    says: "mini-edit: seed is [2147483647, -1] — write the minimum first",
  },
  {
    name: "an advised number of references that is not below the limit",
    from: "advised: null",
    to: "advised: 10",
    at: "10\n        bytes",
    says: "mini-1.0: references.advised is 10; references.max is 10 — write the lower number that the provider documents",
  },
  {
    name: "a number of images beyond that of references and images together",
    from: "total: 15",
    to: "total: 14",
    at: "14, totalEnforced",
    says: "mini-1.0: group.total is 14; group.max is 15, which no request could ask for — correct one of them",
  },
  {
    name: "an environment variable of the key with another ending",
    from: "MINI_API_KEY",
    to: "MINI_API_TOKEN",
    at: "MINI_API_TOKEN",
    says: 'x-seedream-provider.key is "MINI_API_TOKEN" — write the environment variable of the key, which ends in _API_KEY',
  },
  {
    name: "a misspelt mark of a server",
    from: "x-region: intl",
    to: "x-regions: intl",
    at: "x-regions",
    says: "x-regions is not a mark — write one of x-provenance, x-region,",
  },
  {
    name: "a misspelt mark of a source",
    from: "x-provenance:",
    to: "x-provenence:",
    at: "x-provenence",
    says: "x-provenence is not a mark — write one of x-provenance,",
  },
  {
    name: "a certainty that is none",
    from: "certainty: inferred",
    to: "certainty: guessed",
    at: "{ source: nowhere",
    says: "certainty: confirmed, second-hand or inferred",
  },
  {
    name: "a malformed size",
    from: "1424x800",
    to: "1424*800",
    at: "1424*800",
    says: 'mini-1.0: size.tiers.1K.16:9 is "1424*800" — write width x height in pixels: 2048x2048',
  },
  {
    name: "a malformed tier",
    from: "2K: {}",
    to: "2k: {}",
    at: "2k",
    says: 'mini-1.0: size.tiers has the key "2k" — write a tier: 2K',
  },
  {
    name: "a table entry outside the pixel range",
    from: "1024x1024",
    to: "512x512",
    at: "512x512",
    says: "mini-1.0: size.tiers.1K.1:1 is 512x512, 262,144 pixels; size.pixels is 921,600 to 4,624,220",
  },
  {
    name: "a table entry outside the ratio range",
    from: '"16:9": 1424x800',
    to: '"20:1": 6000x300',
    at: "6000x300",
    says: "mini-1.0: size.tiers.1K.20:1 is 6000x300, an aspect ratio of 20; size.ratio is 0.0625 to 16",
  },
  {
    name: "a table entry under the wrong aspect ratio",
    from: "1424x800",
    to: "800x1424",
    at: "800x1424",
    says: "mini-1.0: size.tiers.1K.16:9 is 800x1424, an aspect ratio of 0.5618; 16:9 is 1.778",
  },
  {
    name: "a default size outside the pixel range",
    from: "default: 2K\n        custom",
    to: "default: 4096x4096\n        custom",
    at: "4096x4096",
    says: "mini-1.0: size.default is 4096x4096, 16,777,216 pixels; size.pixels is 921,600",
  },
  {
    name: "a default tier that the model lacks",
    from: "default: 2K\n        custom",
    to: "default: 4K\n        custom",
    at: "4K\n        custom",
    says: "mini-1.0: size.default is 4K, which is not a tier of the model — name one of its tiers (1K, 2K)",
  },
  {
    name: "a default model that is not listed",
    from: "default: mini-1.0",
    to: "default: mini-2.0",
    at: "mini-2.0",
    says: "x-seedream-models.default is mini-2.0, which is not listed — name one of mini-1.0",
  },
  {
    name: "a default model that is retired",
    from: "default: mini-1.0",
    to: "default: mini-edit",
    at: "mini-edit\n  models:",
    says: "x-seedream-models.default is mini-edit, which is retired",
  },
  {
    name: "a duplicate model name",
    from: "name: mini-edit",
    to: "name: mini-1.0",
    at: "mini-1.0\n      title: Mini Edit",
    says: "mini-1.0: name is the name of another model",
  },
  {
    name: "a wire id of two models",
    from: "[mini-edit-1-0]",
    to: "[mini-1-0]",
    at: "mini-1-0] }\n      size: { default: null",
    says: "mini-edit: ids.*.0 is mini-1-0, which belongs to mini-1.0 — give each wire id to one model",
  },
  {
    name: "an id that the request schema does not list",
    from: "mini-1-0-i2i, mini-edit-1-0]",
    to: "mini-1-0-i2i]",
    at: "mini-edit-1-0",
    says: "mini-edit: ids.*.0 is mini-edit-1-0, which the request schema does not list — correct it, or list it under `model`",
  },
  {
    name: "an id for editing that the request schema does not list",
    from: "mini-1-0-i2i, mini-edit-1-0]",
    to: "mini-edit-1-0]",
    at: "mini-1-0-i2i], intl",
    says: "mini-1.0: editIds.cn.0 is mini-1-0-i2i, which the request schema does not list",
  },
  {
    name: "an id that a closed list of the request schema lacks",
    from: "        model: { $ref:",
    to: "        model: { type: string, enum: [mini-1-0, mini-intl-1-0, mini-1-0-i2i] }\n        other: { $ref:",
    at: "mini-edit-1-0] }\n      size: {",
    says: "mini-edit: ids.*.0 is mini-edit-1-0, which the request schema does not list",
  },
  {
    name: "an id where the request schema lists none",
    from: "        model: { $ref:",
    to: "        model: { type: string }\n        other: { $ref:",
    at: "mini-1-0], intl: [mini-intl-1-0",
    says: "mini-1.0: ids.cn.0 is mini-1-0, which the request schema does not list",
  },
  {
    name: "an id that the parts of a request schema do not list",
    from: "        model: { $ref:",
    to: `        model:
          allOf: [{ oneOf: [{ const: mini-1-0 }, { enum: [mini-intl-1-0, mini-1-0-i2i] }] }]
        other: { $ref:`,
    at: "mini-edit-1-0] }\n      size: {",
    says: "mini-edit: ids.*.0 is mini-edit-1-0, which the request schema does not list",
  },
  {
    name: "an id of the request schema that no model has",
    from: "mini-1-0-i2i, mini-edit-1-0]",
    to: "mini-1-0-i2i, mini-edit-1-0, mini-2-0]",
    at: "- name: mini-1.0",
    says: "x-seedream-models.models has no row with the id mini-2-0, which `model` of the request lists — add a row or the id",
  },
  {
    name: "an example of a request with an id that no model has",
    from: "value: { model: mini-1-0,",
    to: "value: { model: mini-1-O,",
    at: "mini-1-O",
    says: "examples.first.value.model is mini-1-O, an id that no row has — correct it, or add a row for the model",
  },
  {
    name: "the only example of a request with an id that no model has",
    from: `            examples:
              first:
                value: { model: mini-1-0, prompt: A hat, description: kept }`,
    to: "            example: { model: mini-1-O, prompt: A hat }",
    at: "mini-1-O",
    says: "example.model is mini-1-O, an id that no row has",
  },
  {
    name: "a seed where the request has no field for it",
    from: "        seed: { type: integer, minimum: -1, maximum: 2147483647, default: -1 }\n",
    to: "",
    at: "[-1, 2147483647]",
    says: "mini-edit: seed is [-1, 2147483647], but the request has no field for a seed — write null, or describe the field",
  },
  {
    name: "seeds that the field of the request refuses",
    from: "seed: [-1, 2147483647]",
    to: "seed: [-1, 4294967295]",
    at: "[-1, 4294967295]",
    says: "mini-edit: seed is [-1, 4294967295]; the field seed accepts -1 to 2147483647 — correct one of them",
  },
  {
    name: "an id for editing that is another model's",
    from: "[mini-edit-1-0]",
    to: "[mini-1-0-i2i]",
    at: "mini-1-0-i2i] }\n      size: { default: null",
    says: "mini-edit: ids.*.0 is mini-1-0-i2i, which belongs to mini-1.0 — give each wire id to one model",
  },
  {
    name: "an id of another model among those for editing",
    from: "editIds: { cn: [mini-1-0-i2i]",
    to: "editIds: { cn: [mini-edit]",
    at: "mini-edit], intl",
    says: "mini-1.0: editIds.cn.0 is mini-edit, which belongs to mini-edit — give each wire id to one model",
  },
  {
    name: "ids for editing of a region without a server",
    from: "intl: [mini-1-0-i2i] }",
    to: "intl: [mini-1-0-i2i], eu: [mini-eu-1-0] }",
    at: "[mini-eu-1-0]",
    says: "mini-1.0: editIds.eu is not the region of a server",
  },
  {
    name: "ids for editing without one of the regions",
    from: "editIds: { cn: [mini-1-0-i2i], intl",
    to: "editIds: { intl",
    at: "{ intl: [mini-1-0-i2i] }",
    says: "mini-1.0: editIds lacks the region cn of ids — list the ids for editing there",
  },
  {
    name: "ids for editing that are not a list",
    from: "editIds: { cn: [mini-1-0-i2i]",
    to: "editIds: { cn: mini-1-0-i2i",
    at: "mini-1-0-i2i, intl",
    says: 'mini-1.0: editIds.cn is "mini-1-0-i2i" — list wire ids, the one to send first, each once',
  },
  {
    name: "ids for editing of a model without references",
    from: 'ids: { "*": [mini-edit-1-0] }\n',
    to: 'ids: { "*": [mini-edit-1-0] }\n      editIds: { "*": [mini-edit-1-1] }\n',
    at: '{ "*": [mini-edit-1-1] }',
    says: "mini-edit: editIds is given, but references is null — leave editIds out, or describe references",
  },
  {
    name: "a native field that the request schema does not have",
    from: "native: [strength, tools]",
    to: "native: [strenght, tools]",
    at: "strenght",
    says: "mini-1.0: native.0 is strenght, which is not a field of the request — correct it, or describe the field in",
  },
  {
    name: "a field for layers that is not a native field of the model",
    from: "native: [strength, tools]",
    to: "native: [strength, tools]\n      layers: { field: seed, max: 17 }",
    at: "seed, max: 17",
    says: "mini-1.0: layers.field is seed, which is not a native field of the model — correct it, or list the field",
  },
  {
    name: "a field without a price that is not a native field of the model",
    from: "image: 0.2, upToPixels",
    to: "image: 0.2, unlisted: [seed], upToPixels",
    at: "[seed]",
    says: "mini-1.0: prices.0.unlisted has seed, which is not a native field of the model — correct it, or list the",
  },
  {
    name: "layers without their number",
    from: "native: [strength, tools]",
    to: "native: [strength, tools]\n      layers: { field: tools }",
    at: "{ field: tools }",
    says: "mini-1.0: layers lacks max — add it; write a whole number from 1",
  },
  {
    name: "native fields that are not a list",
    from: "native: [strength, tools]",
    to: "native: strength",
    at: "strength\n      prices:",
    says: 'mini-1.0: native is "strength" — list fields of the request body, each once; [] for none',
  },
  {
    name: "a region without a server",
    from: "x-region: intl",
    to: "x-region: eu",
    at: "[mini-intl-1-0",
    says: 'mini-1.0: ids.intl is not the region of a server — use a server\'s region (cn, eu), or "*" for all',
  },
  {
    name: "a price in a region without a server",
    from: "region: cn, currency",
    to: "region: us, currency",
    at: "us, currency",
    says: "mini-1.0: prices.0.region is us, which is not the region of a server",
  },
  {
    name: "a currency that is not a code",
    from: "currency: CNY",
    to: "currency: cny",
    at: "cny",
    says: 'mini-1.0: prices.0.currency is "cny" — write the code of a currency: USD',
  },
  {
    name: "two servers of one region",
    from: "x-region: intl",
    to: "x-region: cn",
    at: "url: https://intl.example.com/v1",
    says: "servers.1 has the region cn of another server",
  },
];

test.each(CASES)("refuses $name", async ({ from, to, at, says }) => {
  expect(MINI.split(from)).toHaveLength(2);
  const spec = MINI.replace(from, to);
  const workspace = new Workspace({ mini: spec, zother: MINI });
  for (const name of ["mini", "zother"]) workspace.write(`packages/${name}/src/generated/api.ts`, "previous output");
  const before = workspace.output();
  const { code, out, err } = await workspace.run();
  expect(code).toBe(1);
  expect(out).toEqual([]);
  expect(err.find((line) => line.includes(says)) ?? err).toContain(`specs/mini/openapi.yaml:${placeOf(spec, at)}: `);
  expect(err.every((line) => line.includes(" — "))).toBe(true);
  expect(workspace.output()).toEqual(before);
});

test("accepts a seed under another name, inside an object of the body", async () => {
  const spec = MINI.replace(/ +seed: \{ type: integer.*\n/, "").replace(
    "limit: { type: integer, maximum: 4 }",
    "noise_seed: { type: integer }",
  );
  expect(await new Workspace({ mini: spec }).run()).toMatchObject({ code: 0, err: [] });
});

test("accepts any schema for a field", async () => {
  const spec = MINI.replace(
    "prompt: { type: string }",
    "prompt: { type: string }\n        any: true\n        other: {}",
  );
  expect(await new Workspace({ mini: spec }).run()).toMatchObject({ code: 0 });
});

test("accepts a schema that a property or an item of it refers to", async () => {
  const tree = `Mode: { type: string, enum: [standard, fast] }
    Tree:
      type: object
      properties:
        parent: { oneOf: [{ $ref: "#/components/schemas/Tree" }, { type: "null" }] }
        children: { type: array, items: { $ref: "#/components/schemas/Tree" } }`;
  const spec = MINI.replace("Mode: { type: string, enum: [standard, fast] }", tree);
  expect(await new Workspace({ mini: spec }).run()).toMatchObject({ code: 0 });
});

test("lists all problems of all specs in order", async () => {
  const workspace = new Workspace({
    a: MINI.replace("1024x1024", "512x512").replace("1424x800", "100x100"),
    b: MINI.replace("custom: true", "custom: 1").replace('schemas/Mode"', 'schemas/Mood"'),
  });
  const { err } = await workspace.run();
  expect(err.map((line) => line.split(":").slice(0, 2).join(":"))).toEqual([
    `specs/a/openapi.yaml:${lineOf(MINI, "1024x1024")}`,
    `specs/a/openapi.yaml:${lineOf(MINI, "1424x800")}`,
    `specs/a/openapi.yaml:${lineOf(MINI, "1424x800")}`,
    `specs/b/openapi.yaml:${lineOf(MINI, 'schemas/Mode"')}`,
    `specs/b/openapi.yaml:${lineOf(MINI, "custom: true")}`,
  ]);
  expect(workspace.output()).toEqual({});
});

function placeOf(text: string, part: string): string {
  expect(text.split(part).length, `${part} occurs once in the spec`).toBe(2);
  const before = text.slice(0, text.indexOf(part)).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split("\n").length;
}
