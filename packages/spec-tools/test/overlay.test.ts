import { expect, test } from "vitest";
import { parse } from "yaml";
import { applyOverlay } from "../src/apply-overlay.ts";
import { expandOr } from "../src/or-extension.ts";
import { parseOverlay } from "../src/overlay.ts";

const HEAD = "overlay: 1.0.0\ninfo: { title: Decisions, version: 1.0.0 }\n";
const FILE = "specs/mini/overlay.yaml";

function apply(actions: string, document: string, ours = "{}"): unknown {
  return applyOverlay(parseOverlay("mini", FILE, `${HEAD}actions:\n${actions}`), parse(document), parse(ours));
}

test.each([
  {
    name: "merges objects, all the way down",
    actions: "- { target: $.a, update: { b: { d: 2 }, e: 3 } }",
    document: "{ a: { b: { c: 1 } } }",
    result: { a: { b: { c: 1, d: 2 }, e: 3 } },
  },
  {
    name: "joins lists inside them",
    actions: "- { target: $.a, update: { b: [2] } }",
    document: "{ a: { b: [1] } }",
    result: { a: { b: [1, 2] } },
  },
  {
    name: "adds an entry to a list",
    actions: "- { target: $.a, update: { b: 1 } }",
    document: "{ a: [] }",
    result: { a: [{ b: 1 }] },
  },
  {
    name: "updates every node that is selected",
    actions: "- { target: '$.a[*]', update: { b: 1 } }",
    document: "{ a: [{}, { c: 1 }] }",
    result: { a: [{ b: 1 }, { b: 1, c: 1 }] },
  },
  {
    name: "removes fields and entries",
    actions: "- { target: '$.a[?@ > 1]', remove: true }\n- { target: $.b, remove: true }",
    document: "{ a: [3, 1, 2], b: 1 }",
    result: { a: [1] },
  },
  {
    name: "applies actions in order",
    actions: "- { target: $.a, remove: true }\n- { target: $, update: { a: 2 } }\n- { target: $, update: { a: 3 } }",
    document: "{ a: 1 }",
    result: { a: 3 },
  },
  {
    name: "skips a missing target with x-if-present",
    actions: "- { target: $.b, remove: true, x-if-present: true }",
    document: "{ a: 1 }",
    result: { a: 1 },
  },
])("$name", ({ actions, document, result }) => {
  expect(apply(actions, document)).toEqual(result);
});

const OURS = "{ a: { $ref: '#/components/schemas/A' }, components: { schemas: { A: { b: 1, c: [2] }, B: {} } } }";
const SILENT = "- { target: $.a, x-silent: [b, c] }";

test("x-silent copies missing keys from our spec, with the components that they refer to", () => {
  expect(apply(SILENT, "{ a: {}, components: { schemas: { B: { own: true } } } }", OURS)).toEqual({
    a: { b: 1, c: [2] },
    components: { schemas: { A: { b: 1, c: [2] }, B: { own: true } } },
  });
});

test("x-silent keeps keys that the document has", () => {
  expect(apply(SILENT, "{ a: { b: null } }", OURS)).toMatchObject({ a: { b: null, c: [2] } });
});

test("does not change its input", () => {
  const document = { a: { b: [1] } };
  applyOverlay(parseOverlay("mini", FILE, `${HEAD}actions: [{ target: $.a, update: { b: [2] } }]`), document);
  expect(document).toEqual({ a: { b: [1] } });
});

test.each([
  {
    name: "a target that matches nothing",
    actions: "- target: $.b.c\n  remove: true",
    says: `${FILE}:4:11: the target \`$.b.c\` matches nothing in the provider's document — correct the path, remove the action if it is no longer needed, or mark it x-if-present: true`,
  },
  {
    name: "a target that is not a JSONPath",
    actions: "- target: a.b\n  remove: true",
    says: `${FILE}:4:11: the target \`a.b\` is not a JSONPath: `,
  },
  {
    name: "an update of a plain value",
    actions: "- target: $.a\n  update: 2",
    says: "the target selects a plain value — update an object with an object, or a list with an entry",
  },
  {
    name: "the removal of the whole document",
    actions: "- target: $\n  remove: true",
    says: "the target is the whole document",
  },
  {
    name: "a target that matches nothing, with the reason of the decision",
    actions: "- target: $.b\n  description: It is needless.\n  remove: true",
    says: "matches nothing in the provider's document (the decision: It is needless.) — ",
  },
  {
    name: "x-silent for a key that our spec lacks",
    actions: "- target: $\n  x-silent: [b]",
    says: `${FILE}:4:11: our spec has no \`b\` there either — remove it from x-silent, or correct the path`,
  },
  {
    name: "x-silent of a plain value",
    actions: "- target: $.a\n  x-silent: [b]",
    says: "the target selects no object that could lack `b`",
  },
  {
    name: "x-silent without keys",
    actions: "- target: $.a\n  x-silent: b",
    says: `${FILE}:5:13: x-silent is \`b\` — list the keys that the provider's documents lack`,
  },
  { name: "an action without a target", actions: "- update: {}", says: `${FILE}:4:3: an action lacks its target — ` },
  { name: "an action that does nothing", actions: "- target: $.a", says: `${FILE}:4:3: an action does nothing — ` },
  {
    name: "an action of Overlay 1.1",
    actions: "- target: $.a\n  copy: $.b",
    says: "`copy` is not a key of an action in Overlay 1.0 — the keys are target, description, update, remove",
  },
])("refuses $name", ({ actions, says }) => {
  expect(() => apply(actions, "{ a: 1 }")).toThrow(says);
});

test("refuses a file that is not an overlay, and lists all problems", () => {
  const refuse = (text: string) => expect(() => parseOverlay("mini", FILE, text));
  refuse("actions: []").toThrow(/overlay is missing[\s\S]+info lacks a title[\s\S]+there are no actions/);
  refuse("overlay: 2.0.0\ninfo: { title: a, version: b }\nactions: [{ target: $ , update: {} }]").toThrow(
    `${FILE}:1:10: overlay is \`2.0.0\` — write overlay: 1.0.0`,
  );
  refuse("overlay: [").toThrow("invalid YAML");
});

test("x-or turns a schema into a union with further schemas, and keeps its texts outside the union", () => {
  const schema = { type: "string", enum: ["a", "b", "a"], description: "Which.", "x-or": [{ type: "string" }] };
  expect(expandOr({ schema })).toEqual({
    schema: { description: "Which.", anyOf: [{ type: "string", enum: ["a", "b"] }, { type: "string" }] },
  });
});

test("ignores x-or among names and in data", () => {
  const document = { properties: { "x-or": { type: "string" } }, example: { "x-or": ["a"] } };
  expect(expandOr(document)).toEqual(document);
});
