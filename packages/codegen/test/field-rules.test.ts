import { expect, test } from "vitest";
import { fieldRules } from "../src/field-rules.ts";
import type { JsonObject } from "../src/json.ts";

const document: JsonObject = {
  components: {
    schemas: {
      Text: { type: "string" },
      Tree: { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" } } },
      Loop: { $ref: "#/components/schemas/Loop" },
    },
  },
};

function ruleFor(schema: JsonObject): unknown {
  return fieldRules(document, { type: "object", properties: { field: schema } }).field;
}

test.each<[string, JsonObject, unknown]>([
  ["a closed enum", { type: "string", enum: ["a", "b"] }, { types: ["string"], oneOf: ["a", "b"] }],
  ["a constant", { const: 3 }, { types: ["number"], oneOf: [3] }],
  ["an open enum", { anyOf: [{ type: "string", enum: ["a"] }, { type: "string" }] }, { types: ["string"] }],
  [
    "two enums",
    { oneOf: [{ enum: ["a"] }, { enum: [1] }] },
    { types: ["string", "integer", "number"], oneOf: ["a", 1] },
  ],
  ["a reference", { $ref: "#/components/schemas/Text" }, { types: ["string"] }],
  ["no type", { description: "…" }, { types: ["string", "integer", "number", "boolean", "array", "object", "null"] }],
  ["an upper bound", { type: "integer", maximum: 4 }, { types: ["integer"], range: [Number.NEGATIVE_INFINITY, 4] }],
  ["an upper bound of items", { type: "array", maxItems: 4 }, { types: ["array"], range: [0, 4] }],
  [
    "one of two forms",
    { oneOf: [{ type: "string" }, { type: "array", minItems: 1, items: { type: "string" } }] },
    { types: ["string", "array"], range: [1], items: { types: ["string"] } },
  ],
  [
    "bounds that differ between forms",
    {
      anyOf: [
        { type: "integer", minimum: 1 },
        { type: "array", minItems: 2 },
      ],
    },
    { types: ["integer", "array"] },
  ],
  [
    "parts of a whole",
    {
      allOf: [
        { type: "object", properties: { a: { type: "string" } } },
        { type: "object", required: ["b"], properties: { b: { type: "number" } } },
      ],
    },
    { types: ["object"], fields: { a: { types: ["string"] }, b: { types: ["number"], required: true } } },
  ],
  [
    "one of two objects",
    {
      oneOf: [
        { type: "object", required: ["a"], properties: { a: { type: "string" } } },
        { type: "object", required: ["a", "b"], properties: { a: { type: "null" }, b: { type: "number" } } },
      ],
    },
    { types: ["object"], fields: { a: { types: ["string", "null"], required: true }, b: { types: ["number"] } } },
  ],
  [
    "an object or text",
    { oneOf: [{ type: "string" }, { type: "object", properties: { a: { type: "string" } } }] },
    { types: ["string", "object"], fields: { a: { types: ["string"] } } },
  ],
  [
    "a schema inside itself",
    { $ref: "#/components/schemas/Tree" },
    { types: ["object"], fields: { child: { types: ["object"] } } },
  ],
])("derives a rule from %s", (_, schema, rule) => {
  expect(ruleFor(schema)).toEqual(rule);
});

test("stops at a reference to itself", () => {
  expect(ruleFor({ $ref: "#/components/schemas/Loop" })).toMatchObject({ types: { length: 7 } });
});
