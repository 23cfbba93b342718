import type { JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { expect, test } from "vitest";
import type { Level } from "../src/change.ts";
import { diffDocuments } from "../src/diff-document.ts";
import { RULES } from "../src/rules.ts";
import { documentWith } from "./mini.ts";

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
  /** What is said of a request; of an answer too, unless that is said otherwise. */
  readonly says: string;
  readonly answers?: string;
}

const object = (fields: string, rest = "") => `{ type: object, properties: { ${fields} }${rest} }`;

const CASES: readonly Case[] = [
  {
    rule: "field-added",
    before: object("a: { type: string }"),
    after: object("a: { type: string }, b: { type: string }"),
    request: "feature",
    response: "feature",
    says: "`Thing.b` is new",
  },
  {
    rule: "field-added-required",
    before: object("a: { type: string }"),
    after: object("a: { type: string }, b: { type: string }", ", required: [b]"),
    request: "breaking",
    response: "feature",
    says: "`Thing.b` is new, and required",
    answers: "`Thing.b` is new, and always there",
  },
  {
    rule: "field-removed",
    before: object("a: { type: string }, b: { type: string }"),
    after: object("a: { type: string }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.b` was removed",
  },
  {
    rule: "field-removed",
    name: "in a list of objects",
    before: object(`a: { type: array, items: ${object("b: { type: string }, c: { type: string }")} }`),
    after: object(`a: { type: array, items: ${object("b: { type: string }")} }`),
    request: "breaking",
    response: "breaking",
    says: "`Thing.a[].c` was removed",
  },
  {
    rule: "field-renamed",
    before: object("a: { type: string }, b: { type: integer, minimum: 1, description: Of b. }"),
    after: object("a: { type: string }, c: { type: integer, minimum: 1, description: Of c. }"),
    request: "breaking",
    response: "breaking",
    says: "`Thing.b` was removed; `Thing.c`, of the same form, seems to take its place",
  },
  {
    rule: "field-required",
    before: object("a: { type: string }"),
    after: object("a: { type: string }", ", required: [a]"),
    request: "breaking",
    response: "feature",
    says: "`Thing.a` is required now",
    answers: "`Thing.a` is always there now",
  },
  {
    rule: "field-optional",
    before: object("a: { type: string }", ", required: [a]"),
    after: object("a: { type: string }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` may be left out now",
    answers: "`Thing.a` may be missing now",
  },
  {
    rule: "other-fields-refused",
    before: object("a: { type: string }"),
    after: object("a: { type: string }", ", additionalProperties: false"),
    request: "breaking",
    response: "fix",
    says: "`Thing` has no fields but the listed ones",
  },
  {
    rule: "other-fields-allowed",
    before: object("a: { type: string }", ", additionalProperties: false"),
    after: object("a: { type: string }"),
    request: "feature",
    response: "fix",
    says: "`Thing` may have fields that are not listed",
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
    says: "`Thing.a` no longer takes null",
    answers: "`Thing.a` is no longer null",
  },
  {
    rule: "type-narrowed",
    name: "from any value",
    before: object("a: {}"),
    after: object("a: { type: string }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` no longer takes anything but a string",
    answers: "`Thing.a` is no longer anything but a string",
  },
  {
    rule: "type-narrowed",
    name: "to whole numbers",
    before: object("a: { type: number }"),
    after: object("a: { type: integer }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` no longer takes numbers that are not whole",
    answers: "`Thing.a` is no longer numbers that are not whole",
  },
  {
    rule: "type-narrowed",
    name: "a form of a union that is gone",
    before: object("a: { oneOf: [{ type: string }, { type: array, items: { type: string } }] }"),
    after: object("a: { type: array, items: { type: string } }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` no longer takes a string",
    answers: "`Thing.a` is no longer a string",
  },
  {
    rule: "type-widened",
    before: object("a: { type: string }"),
    after: object("a: { anyOf: [{ type: string }, { type: integer }] }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` takes an integer too",
    answers: "`Thing.a` may be an integer too",
  },
  {
    rule: "type-widened",
    name: "to any value",
    before: object("a: { type: string }"),
    after: object("a: {}"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` takes anything too",
    answers: "`Thing.a` may be anything too",
  },
  {
    rule: "type-widened",
    name: "nullable, as OpenAPI 3.0 has it",
    before: object("a: { type: string }"),
    after: object("a: { type: string, nullable: true }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` takes null too",
    answers: "`Thing.a` may be null too",
  },
  {
    rule: "type-widened",
    name: "an object that nothing tells from the other",
    before: object("a: { $ref: '#/components/schemas/Made' }"),
    after: object("a: { anyOf: [{ $ref: '#/components/schemas/Made' }, { $ref: '#/components/schemas/Failed' }] }"),
    others: `{ Made: ${object("url: { type: string }")}, Failed: ${object("error: { type: string }")} }`,
    request: "feature",
    response: "breaking",
    says: "`Thing.a` takes `Failed` too",
    answers: "`Thing.a` may be `Failed` too",
  },
  {
    rule: "kind-added",
    before: object("a: { oneOf: [{ $ref: '#/components/schemas/Made' }] }"),
    after: object("a: { oneOf: [{ $ref: '#/components/schemas/Made' }, { $ref: '#/components/schemas/Failed' }] }"),
    others: `{ Made: ${object("type: { const: made }")}, Failed: ${object("type: { const: failed }")} }`,
    request: "feature",
    response: "feature",
    says: "`Thing.a` has a new kind, `Failed`: type `failed`",
  },
  {
    rule: "value-added",
    before: object("a: { type: string, enum: [x] }"),
    after: object("a: { type: string, enum: [y, x] }"),
    request: "feature",
    response: "feature",
    says: "`Thing.a` takes `y` too",
    answers: "`Thing.a` may be `y` too",
  },
  {
    rule: "value-added",
    name: "to the one value there was",
    before: object("a: { const: x }"),
    after: object("a: { anyOf: [{ const: x }, { const: y }] }"),
    request: "feature",
    response: "feature",
    says: "`Thing.a` takes `y` too",
    answers: "`Thing.a` may be `y` too",
  },
  {
    rule: "value-removed",
    before: object("a: { type: string, enum: [x, y] }"),
    after: object("a: { type: string, enum: [x] }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` no longer takes `y`",
    answers: "`Thing.a` is no longer `y`",
  },
  {
    rule: "known-value-added",
    before: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    after: object("a: { anyOf: [{ type: string, enum: [x, y] }, { type: string }] }"),
    request: "feature",
    response: "feature",
    says: "`Thing.a` knows `y`",
  },
  {
    rule: "known-value-removed",
    before: object("a: { anyOf: [{ type: string, enum: [x, y] }, { type: string }] }"),
    after: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    request: "fix",
    response: "fix",
    says: "`Thing.a` no longer suggests `y`, which is let through as before",
  },
  {
    rule: "values-closed",
    before: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    after: object("a: { type: string, enum: [x] }"),
    request: "breaking",
    response: "fix",
    says: "`Thing.a` takes nothing but `x` now",
    answers: "`Thing.a` may be nothing but `x` now",
  },
  {
    rule: "values-opened",
    before: object("a: { type: string, enum: [x] }"),
    after: object("a: { anyOf: [{ type: string, enum: [x] }, { type: string }] }"),
    request: "feature",
    response: "breaking",
    says: "`Thing.a` takes other values than the listed ones",
    answers: "`Thing.a` may be other values than the listed ones",
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
    name: "by a least number of items",
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
    says: "`not` of `Thing.a` changed; no rule says what that means",
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
    after: object("a: { type: string, x-provenance: { source: a page } }"),
    request: "fix",
    response: "fix",
    says: "the sources of `Thing.a` were brought up to date",
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

test.each(CASES.map((item) => ({ ...item, title: item.name ? `${item.rule}: ${item.name}` : item.rule })))(
  "$title",
  ({ rule, before, after, others, request, response, says, answers = says }) => {
    const diff = (direction: "request" | "response") =>
      diffDocuments(documentWith(before, direction, others), documentWith(after, direction, others)).map(
        ({ rule: name, level, text }) => ({ rule: name, level, text }),
      );
    expect(diff("request")).toEqual([{ rule, level: request, text: says }]);
    expect(diff("response")).toEqual([{ rule, level: response, text: answers }]);
  },
);

test("every rule whose level depends on the direction has its pair of specs", () => {
  const directed = Object.entries(RULES).flatMap(([name, { level }]) => (typeof level === "string" ? [] : [name]));
  const tested = new Set<string>(CASES.map(({ rule }) => rule));
  expect(directed.filter((name) => !tested.has(name) && name !== "body-added")).toEqual([]);
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
    name: "allOf, and what it comes to",
    before: "{ allOf: [{ $ref: '#/components/schemas/A' }, { properties: { b: { type: string } }, required: [b] }] }",
    after: object("a: { type: string }, b: { type: string }", ", required: [b]"),
    others: `{ A: ${object("a: { type: string }")} }`,
  },
  {
    name: "a part, and the same part under a name",
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

test.each(SAME)("no change: $name", ({ before, after, others }) => {
  for (const direction of ["request", "response"] as const)
    expect(diffDocuments(documentWith(before, direction, others), documentWith(after, direction, others))).toEqual([]);
});

test("a schema that holds itself is compared once", () => {
  const node = (type: string) =>
    object(
      `next: { $ref: '#/components/schemas/Thing' }, all: { type: array, items: { $ref: '#/components/schemas/Thing' } }, a: { type: ${type} }`,
    );
  const changes = diffDocuments(documentWith(node("string"), "request"), documentWith(node("integer"), "request"));
  expect(changes.map(({ text }) => text)).toEqual(["`Thing.a` is an integer, was a string"]);
});

test("a schema of both directions is told once, at its gravest", () => {
  const document = (most: number) => {
    const { components, paths } = documentWith(object(`a: { type: string, maxLength: ${most} }`), "request");
    return { paths: { ...(paths as object), ...answering() }, components } as JsonObject;
  };
  const answering = () => {
    const { "/things": answers } = documentWith("{}", "response").paths as JsonObject;
    return { "/answers": answers };
  };
  expect(diffDocuments(document(9), document(8))).toMatchObject([{ rule: "limit-narrowed", level: "breaking" }]);
});
