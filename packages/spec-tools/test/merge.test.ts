import type { JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { expect, test } from "vitest";
import { mergeDocuments } from "../src/merge.ts";
import { documentWith } from "./mini.ts";

function merged(...things: string[]): { thing: unknown; doubts: readonly string[] } {
  const { document, doubts } = mergeDocuments(things.map((thing) => documentWith(thing, "request")));
  const components = document.components as JsonObject;
  return { thing: (components.schemas as JsonObject).Thing, doubts };
}

test.each([
  {
    name: "fields, which are required only if both require them",
    one: "{ type: object, required: [a, b], properties: { a: { type: string }, b: { type: string } } }",
    other: "{ type: object, required: [a], properties: { a: { type: string }, c: { type: string } } }",
    thing: {
      type: "object",
      required: ["a"],
      properties: { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } },
    },
  },
  {
    name: "lists of values",
    one: "{ type: string, enum: [a, b] }",
    other: "{ type: string, enum: [b, c] }",
    thing: { type: "string", enum: ["a", "b", "c"] },
  },
  {
    name: "a list of values and any string",
    one: "{ type: string, enum: [a] }",
    other: "{ type: string }",
    thing: { type: "string", enum: ["a"], "x-or": [{ type: "string" }] },
  },
  {
    name: "limits: the wider one, or none if one is absent",
    one: "{ type: integer, minimum: 1, maximum: 4, multipleOf: 2 }",
    other: "{ type: integer, minimum: 0, maximum: 8 }",
    thing: { type: "integer", minimum: 0, maximum: 8 },
  },
  {
    name: "different types",
    one: "{ type: string }",
    other: "{ type: array, items: { type: string } }",
    thing: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
  },
  {
    name: "texts: the first one",
    one: "{ type: string, description: One. }",
    other: "{ type: string, description: Two., example: x }",
    thing: { type: "string", description: "One.", example: "x" },
  },
])("merges $name", ({ one, other, thing }) => {
  expect(merged(one, other)).toEqual({ thing, doubts: [] });
});

test("leaves out contradictory defaults and patterns, and reports them", () => {
  expect(merged("{ type: string, default: a, pattern: ^a }", "{ type: string, default: b, pattern: ^b }")).toEqual({
    thing: { type: "string" },
    doubts: [
      "Thing has the default `a` in one document and `b` in another; it is left out",
      "`pattern` of Thing is `^a` in one document and `^b` in another; it is left out",
    ],
  });
});

test("does not change a single document", () => {
  const document = documentWith("{ type: string }", "response");
  expect(mergeDocuments([document]).document).toEqual(document);
});

test("merges operations, responses and servers", () => {
  const one = { ...documentWith("{ type: string }", "response"), servers: [{ url: "https://a" }] };
  const other: JsonObject = {
    servers: [{ url: "https://a" }, { url: "https://b" }],
    paths: { "/things": { post: { responses: { "429": { description: "Too many." } } } }, "/others": { get: {} } },
  };
  const { document } = mergeDocuments([one, other]);
  expect(document.servers).toEqual([{ url: "https://a" }, { url: "https://b" }]);
  expect(Object.keys(document.paths as JsonObject)).toEqual(["/things", "/others"]);
  expect(document.paths).toMatchObject({ "/things": { post: { responses: { "200": {}, "429": {} } } } });
});
