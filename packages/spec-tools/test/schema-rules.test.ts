import type { JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { expect, test } from "vitest";
import type { Change, Direction, Level } from "../src/change.ts";
import { diffDocuments } from "../src/diff-document.ts";
import { RULES } from "../src/rules.ts";
import { changesBetween, changesOf, documentWith } from "./mini.ts";

interface Case {
  readonly rule: keyof typeof RULES;
  readonly name?: string;
  /** The schema `Thing`, in YAML. */
  readonly before: string;
  readonly after: string;
  /** Further schemas, the same in both documents. */
  readonly others?: string;
  readonly request: Level;
  readonly response: Level;
  /** Text of the change in a request, and in a response without `responseSays`. */
  readonly says: string;
  readonly responseSays?: string;
}

const object = (fields: string, rest = "") => `{ type: object, properties: { ${fields} }${rest} }`;

const CASES: readonly Case[] = [
  {
    rule: "added",
    before: object("a: { type: string }"),
    after: object("a: { type: string }, b: { type: string }"),
    request: "feature",
    response: "feature",
    says: "`Thing.b` is new",
  },
  {
    rule: "added",
    before: object("a: { type: string }"),
    after: object("a: { type: string }, b: { type: string }", ", required: [b]"),
    request: "breaking",
    response: "feature",
    says: "`Thing.b` is new, and required",
    responseSays: "`Thing.b` is new, and always present",
  },
  {
    rule: "removed",
    before: object("a: { type: string }, b: { type: string }"),
    after: object("a: { type: string }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.b` was removed",
  },
  {
    rule: "removed",
    name: "in a list of objects",
    before: object(`a: { type: array, items: ${object("b: { type: string }, c: { type: string }")} }`),
    after: object(`a: { type: array, items: ${object("b: { type: string }")} }`),
    request: "breaking",
    response: "breaking",
    says: "`Thing.a[].c` was removed",
  },
  {
    rule: "replaced",
    before: object("a: { type: string }, b: { type: integer, minimum: 1, description: Of b. }"),
    after: object("a: { type: string }, c: { type: integer, minimum: 1, description: Of c. }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.b` was removed; `Thing.c`, of the same type, seems to replace it",
  },
  {
    rule: "required",
    name: "beside a reference, which no type shows",
    before: "{ allOf: [{ $ref: '#/components/schemas/A' }] }",
    after: "{ allOf: [{ $ref: '#/components/schemas/A' }, { required: [a] }] }",
    others: `{ A: ${object("a: { type: string }")} }`,
    request: "breaking",
    response: "fix",
    says: "`Thing.a` is required now",
    responseSays: "`Thing.a` is always present now",
  },
  {
    rule: "limit-narrowed",
    name: "beside a reference",
    before: object("b: { $ref: '#/components/schemas/A' }"),
    after: object("b: { $ref: '#/components/schemas/A', properties: { a: { maximum: 4 } } }"),
    others: `{ A: ${object("a: { type: integer, maximum: 15 }")} }`,
    request: "breaking",
    response: "fix",
    says: "`maximum` of `A.a` is `4`, was `15`: narrower",
  },
  {
    rule: "required",
    before: object("a: { type: string }"),
    after: object("a: { type: string }", ", required: [a]"),
    request: "breaking",
    response: "feature",
    says: "`Thing.a` is required now",
    responseSays: "`Thing.a` is always present now",
  },
  {
    rule: "optional",
    before: object("a: { type: string }", ", required: [a]"),
    after: object("a: { type: string }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` is optional now",
    responseSays: "`Thing.a` may be absent now",
  },
  {
    rule: "other-fields-refused",
    before: object("a: { type: string }"),
    after: object("a: { type: string }", ", additionalProperties: false"),
    request: "breaking",
    response: "fix",
    says: "`Thing` allows no other fields",
  },
  {
    rule: "other-fields-allowed",
    before: object("a: { type: string }", ", additionalProperties: false"),
    after: object("a: { type: string }"),
    request: "feature",
    response: "fix",
    says: "`Thing` allows other fields",
  },
  {
    rule: "type-changed",
    before: object("a: { type: string }"),
    after: object("a: { type: [integer, boolean] }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.a` is an integer or a boolean, was a string",
  },
  {
    rule: "type-narrowed",
    before: object("a: { type: [string, 'null'] }"),
    after: object("a: { type: string }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` no longer accepts null",
    responseSays: "`Thing.a` is no longer null",
  },
  {
    rule: "type-narrowed",
    name: "from any value",
    before: object("a: {}"),
    after: object("a: { type: string }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` no longer accepts anything but a string",
    responseSays: "`Thing.a` is no longer anything but a string",
  },
  {
    rule: "integer-narrowed",
    before: object("a: { type: number }"),
    after: object("a: { type: integer }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` no longer accepts numbers that are not integers",
    responseSays: "`Thing.a` is no longer numbers that are not integers",
  },
  {
    rule: "type-narrowed",
    name: "a removed alternative of a union",
    before: object("a: { oneOf: [{ type: string }, { type: array, items: { type: string } }] }"),
    after: object("a: { type: array, items: { type: string } }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.a` no longer accepts a string",
    responseSays: "`Thing.a` is no longer a string",
  },
  {
    rule: "type-narrowed",
    name: "a removed variant, of whose fields another variant has some",
    before: object("a: { oneOf: [{ $ref: '#/components/schemas/Failed' }, { $ref: '#/components/schemas/Refused' }] }"),
    after: object("a: { oneOf: [{ $ref: '#/components/schemas/Refused' }] }"),
    others: `{ Failed: ${object("type: { const: failed }, error: { type: string }", ", required: [type, error]")}, Refused: ${object("error: { type: string }", ", required: [error]")} }`,
    request: "breaking",
    response: "breaking",
    says: "`Thing.a` no longer accepts `Failed`",
    responseSays: "`Thing.a` is no longer `Failed`",
  },
  {
    rule: "type-widened",
    before: object("a: { type: string }"),
    after: object("a: { anyOf: [{ type: string }, { type: integer }] }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` also accepts an integer",
    responseSays: "`Thing.a` may also be an integer",
  },
  {
    rule: "type-widened",
    name: "to any value",
    before: object("a: { type: string }"),
    after: object("a: {}"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` also accepts anything",
    responseSays: "`Thing.a` may also be anything",
  },
  {
    rule: "type-widened",
    name: "an object without a discriminator",
    before: object("a: { $ref: '#/components/schemas/Made' }"),
    after: object("a: { anyOf: [{ $ref: '#/components/schemas/Made' }, { $ref: '#/components/schemas/Failed' }] }"),
    others: `{ Made: ${object("url: { type: string }")}, Failed: ${object("error: { type: string }")} }`,
    request: "feature",
    response: "breaking",
    says: "`Thing.a` also accepts `Failed`",
    responseSays: "`Thing.a` may also be `Failed`",
  },
  {
    rule: "kind-added",
    before: object("a: { oneOf: [{ $ref: '#/components/schemas/Made' }] }"),
    after: object("a: { oneOf: [{ $ref: '#/components/schemas/Made' }, { $ref: '#/components/schemas/Failed' }] }"),
    others: `{ Made: ${object("type: { const: made }")}, Failed: ${object("type: { const: failed }")} }`,
    request: "feature",
    response: "feature",
    says: "`Thing.a` has a new variant, `Failed`: type `failed`",
  },
  {
    rule: "value-added",
    before: object("a: { type: string, enum: [x] }"),
    after: object("a: { type: string, enum: [y, x] }"),
    request: "feature",
    response: "feature",
    says: "`Thing.a` also accepts `y`",
    responseSays: "`Thing.a` may also be `y`",
  },
  {
    rule: "value-added",
    name: "beside the only value",
    before: object("a: { const: x }"),
    after: object("a: { anyOf: [{ const: x }, { const: y }] }"),
    request: "feature",
    response: "feature",
    says: "`Thing.a` also accepts `y`",
    responseSays: "`Thing.a` may also be `y`",
  },
  {
    rule: "value-removed",
    before: object("a: { type: string, enum: [x, y] }"),
    after: object("a: { type: string, enum: [x] }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.a` no longer accepts `y`",
    responseSays: "`Thing.a` is no longer `y`",
  },
  {
    rule: "value-replaced",
    before: object("a: { type: string, enum: [x, y] }"),
    after: object("a: { type: string, enum: [x, z] }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.a` no longer accepts `y`, but `z`",
    responseSays: "`Thing.a` is no longer `y`, but `z`",
  },
  {
    rule: "integer-widened",
    before: object("a: { type: integer }"),
    after: object("a: { type: number }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` also accepts numbers that are not integers",
    responseSays: "`Thing.a` may also be numbers that are not integers",
  },
  {
    rule: "known-value-added",
    before: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    after: object("a: { anyOf: [{ type: string, enum: [x, y] }, { type: string }] }"),
    request: "feature",
    response: "feature",
    says: "`Thing.a` has the new known value `y`",
  },
  {
    rule: "known-value-removed",
    before: object("a: { anyOf: [{ type: string, enum: [x, y] }, { type: string }] }"),
    after: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    request: "fix",
    response: "fix",
    says: "`Thing.a` no longer lists `y` among its known values, but still accepts any string",
  },
  {
    rule: "values-closed",
    before: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    after: object("a: { type: string, enum: [x] }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` accepts only `x` now",
    responseSays: "`Thing.a` may be only `x` now",
  },
  {
    rule: "values-opened",
    before: object("a: { type: string, enum: [x] }"),
    after: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` accepts values beyond the listed ones",
    responseSays: "`Thing.a` may be values beyond the listed ones",
  },
  {
    rule: "limit-narrowed",
    before: object("a: { type: integer, maximum: 15 }"),
    after: object("a: { type: integer, maximum: 10 }"),
    request: "breaking",
    response: "fix",
    says: "`maximum` of `Thing.a` is `10`, was `15`: narrower",
  },
  {
    rule: "limit-narrowed",
    name: "by a minimum number of items",
    before: object("a: { type: array }"),
    after: object("a: { type: array, minItems: 1 }"),
    request: "breaking",
    response: "fix",
    says: "`minItems` of `Thing.a` is `1`, was none: narrower",
  },
  {
    rule: "limit-narrowed",
    name: "by another pattern of an open string",
    before: object("a: { anyOf: [{ type: string, enum: [1K] }, { type: string }] }"),
    after: object("a: { anyOf: [{ type: string, enum: [1K] }, { type: string, pattern: ^a }] }"),
    request: "breaking",
    response: "fix",
    says: "`pattern` of `Thing.a` is `^a`, was none: narrower",
  },
  {
    rule: "limit-widened",
    before: object("a: { type: integer, minimum: 1 }"),
    after: object("a: { type: integer, minimum: 0 }"),
    request: "fix",
    response: "fix",
    says: "`minimum` of `Thing.a` is `0`, was `1`: wider",
  },
  {
    rule: "default-changed",
    before: object("a: { type: boolean, default: true }"),
    after: object("a: { type: boolean, default: false }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` defaults to `false`, was `true`",
  },
  {
    rule: "default-documented",
    before: object("a: { type: boolean }"),
    after: object("a: { type: boolean, default: false }"),
    request: "fix",
    response: "fix",
    says: "the documented default of `Thing.a` is `false`, was none",
  },
  {
    rule: "keyword-changed",
    before: object("a: { type: object }"),
    after: object("a: { type: object, not: { required: [b] } }"),
    request: "breaking",
    response: "fix",
    says: "`not` of `Thing.a` changed, with an unknown effect",
  },
  {
    rule: "description-changed",
    before: object("a: { type: string, description: One. }"),
    after: object("a: { type: string, description: Two. }"),
    request: "fix",
    response: "fix",
    says: "the description of `Thing.a` was rewritten",
  },
  {
    rule: "description-changed",
    name: "beside a reference",
    before: object("a: { $ref: '#/components/schemas/B', description: One. }"),
    after: object("a: { $ref: '#/components/schemas/B', description: Two. }"),
    others: "{ B: { type: string, description: Of B. } }",
    request: "fix",
    response: "fix",
    says: "the description of `Thing.a` was rewritten",
  },
  {
    rule: "provenance-changed",
    before: object("a: { type: string }"),
    after: object("a: { type: string, x-provenance: { source: a page, certainty: inferred, read: '2026-11' } }"),
    request: "fix",
    response: "fix",
    says: "the sources of `Thing.a` were updated",
  },
  {
    rule: "example-changed",
    before: object("a: { type: string, examples: [x] }"),
    after: object("a: { type: string, examples: [y] }"),
    request: "fix",
    response: "fix",
    says: "the examples of `Thing.a` changed",
  },
  {
    rule: "note-changed",
    before: object("a: { type: string, title: A }"),
    after: object("a: { type: string, title: B }"),
    request: "fix",
    response: "fix",
    says: "`title` of `Thing.a` changed",
  },
  {
    rule: "deprecated-changed",
    before: object("a: { type: string }"),
    after: object("a: { type: string, deprecated: true }"),
    request: "fix",
    response: "fix",
    says: "`Thing.a` is deprecated",
  },
];

const pairOf = ({ before, after, others }: Omit<Case, "says">, direction: Direction) =>
  [documentWith(before, direction, others), documentWith(after, direction, others)] as const;
const requests = await changesOf(CASES.map((item) => pairOf(item, "request")));
const responses = await changesOf(CASES.map((item) => pairOf(item, "response")));

test.each(
  CASES.map((item, index) => ({
    ...item,
    title: item.name ? `${item.rule}: ${item.name}` : item.rule,
    found: [requests[index] ?? [], responses[index] ?? []],
  })),
)("$title", ({ rule, request, response, says, responseSays = says, found: [ofRequest, ofResponse] }) => {
  const facts = (changes?: readonly Change[]) =>
    changes?.map(({ rule: name, level, text }) => ({ rule: name, level, text }));
  expect(facts(ofRequest)).toEqual([{ rule, level: request, text: says }]);
  expect(facts(ofResponse)).toEqual([{ rule, level: response, text: responseSays }]);
});

test("has a pair of specs for every rule whose level depends on the direction", () => {
  const directed = Object.entries(RULES).flatMap(([name, rule]) =>
    "level" in rule && typeof rule.level === "string" ? [] : [name],
  );
  const tested = new Set<string>(CASES.map(({ rule }) => rule));
  expect(directed.filter((name) => !tested.has(name) && !["moved", "renamed"].includes(name))).toEqual([]);
});

const SAME: readonly { name: string; before: string; after: string; others?: string }[] = [
  {
    name: "values in another order",
    before: object("a: { enum: [x, y] }"),
    after: object("a: { enum: [y, x] }"),
  },
  {
    name: "a list of types, and anyOf",
    before: object("a: { type: [string, 'null'] }"),
    after: object("a: { anyOf: [{ type: 'null' }, { type: string }] }"),
  },
  {
    name: "one value as const, and as enum",
    before: object("a: { const: x }"),
    after: object("a: { type: string, enum: [x] }"),
  },
  {
    name: "allOf, and the merged schema",
    before: "{ allOf: [{ $ref: '#/components/schemas/A' }, { properties: { b: { type: string } }, required: [b] }] }",
    after: object("a: { type: string }, b: { type: string }", ", required: [b]"),
    others: `{ A: ${object("a: { type: string }")} }`,
  },
  {
    name: "an inline schema, and the same schema as a component",
    before: object("a: { type: string, enum: [x] }"),
    after: object("a: { $ref: '#/components/schemas/A' }"),
    others: "{ A: { type: string, enum: [x] } }",
  },
  {
    name: "a union in another order",
    before: object("a: { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }"),
    after: object("a: { anyOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/A' }] }"),
    others: `{ A: ${object("a: { type: string }")}, B: ${object("b: { type: string }")} }`,
  },
];

test.each(SAME)("ignores $name", ({ before, after, others }) => {
  for (const direction of ["request", "response"] as const)
    expect(diffDocuments(documentWith(before, direction, others), documentWith(after, direction, others))).toEqual([]);
});

test("reads nullable, which documents of OpenAPI 3.0 have", () => {
  const [before, after] = [object("a: { type: string }"), object("a: { type: string, nullable: true }")];
  const differences = diffDocuments(documentWith(before, "request"), documentWith(after, "request"));
  expect(differences.map(({ text }) => text)).toEqual(["`Thing.a` also accepts null"]);
});

test("keeps fields required that are required outside a union", () => {
  const both = ", required: [a], anyOf: [{ required: [b] }, { required: [c] }]";
  const fields = "a: { type: string }, b: { type: string }, c: { type: string }";
  const [before, after] = [object(fields, ", required: [a]"), object(fields, both)];
  const differences = diffDocuments(documentWith(before, "request"), documentWith(after, "request"));
  expect(differences.map(({ text }) => text)).not.toContainEqual(expect.stringContaining("`Thing.a`"));
});

test("does not take a limit in quotes for a wider limit", () => {
  const [before, after] = ["15", "'15'"].map((most) => object(`a: { type: integer, maximum: ${most} }`));
  const differences = diffDocuments(documentWith(before ?? "", "request"), documentWith(after ?? "", "request"));
  expect(differences.map(({ text }) => text)).toEqual(["`maximum` of `Thing.a` changed, with an unknown effect"]);
});

test("compares a recursive allOf once", () => {
  const next = "next: { $ref: '#/components/schemas/Thing'";
  const node = (type: string) =>
    `{ allOf: [${object(`a: { type: ${type} }, ${next} }`)}, ${object(`${next}, description: The next. }`)}] }`;
  const changes = diffDocuments(documentWith(node("string"), "request"), documentWith(node("integer"), "request"));
  expect(changes.map(({ text }) => text)).toEqual(["`Thing.a` is an integer, was a string"]);
});

test("compares a recursive schema once", () => {
  const node = (type: string) =>
    object(
      `next: { $ref: '#/components/schemas/Thing' }, all: { type: array, items: { $ref: '#/components/schemas/Thing' } }, a: { type: ${type} }`,
    );
  const changes = diffDocuments(documentWith(node("string"), "request"), documentWith(node("integer"), "request"));
  expect(changes.map(({ text }) => text)).toEqual(["`Thing.a` is an integer, was a string"]);
});

test("reports a schema of both directions once, at its most severe level", async () => {
  const document = (most: number) => {
    const { components, paths, ...base } = documentWith(object(`a: { type: string, maxLength: ${most} }`), "request");
    return { ...base, paths: { ...(paths as object), ...withResponse() }, components } as JsonObject;
  };
  const withResponse = () => {
    const { "/things": path } = documentWith("{}", "response").paths as JsonObject;
    return { "/responses": path };
  };
  expect(await changesBetween(document(9), document(8))).toMatchObject([{ rule: "limit-narrowed", level: "breaking" }]);
});
