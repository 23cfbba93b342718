import { expect, test } from "vitest";
import { MINI, Workspace } from "./workspace.ts";

const FIELD = "watermark: { type: boolean, default: true }";
const LONG =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen.";

/** The lines of the comment on a field of the request. */
async function commentOn(schema: string): Promise<string[]> {
  expect(MINI.split(FIELD)).toHaveLength(2);
  const workspace = new Workspace({ mini: MINI.replace(FIELD, `commented: ${schema}`) });
  expect(await workspace.run("--package", "mini")).toMatchObject({ code: 0 });
  const lines = workspace.read("packages/mini/src/generated/api.ts").split("\n");
  const end = lines.findIndex((line) => line.includes("commented?:"));
  const start = lines.findLastIndex((line, index) => index < end && line.includes("/**"));
  const comment = lines.slice(start, end).map((line) => line.slice("      ".length));
  return comment.at(-1)?.endsWith("*/") ? comment : [];
}

test.each<[name: string, schema: string, comment: string[]]>([
  ["the first sentence of a description", '{ type: string, description: "A. B." }', ["/** A. */"]],
  [
    "a sentence with a number in it",
    '{ type: string, description: "Of 4.0 e.g. one. B." }',
    ["/** Of 4.0 e.g. one. */"],
  ],
  ["the first of several paragraphs", '{ type: string, description: "A\\n\\nB." }', ["/** A */"]],
  [
    "the sentences that explain a value",
    '{ type: string, description: "`a`: one. All models. `b`: two." }',
    ["/** `a`: one. `b`: two. */"],
  ],
  ["a description that holds the end of a comment", '{ type: string, description: "A */ B." }', ["/** A *\\/ B. */"]],
  ["nothing for an enum", "{ type: string, enum: [a] }", []],
  ["a default", "{ type: string, enum: [a], default: a }", ["/** @default a */"]],
  [
    "a description before its tags",
    '{ type: string, format: uri, description: "A.", deprecated: true }',
    ["/**", " * A.", " * Format: uri", " * @deprecated", " */"],
  ],
  [
    "examples that the type does not show",
    '{ type: string, enum: [a, b], default: b, description: "A.", examples: [a, b, c] }',
    ["/**", " * A.", " * @default b", " * @example c", " */"],
  ],
  [
    "no example that an open string suggests",
    "{ anyOf: [{ type: string, enum: [a] }, { type: string }], examples: [a, b] }",
    ["/** @example b */"],
  ],
  ["no example that is the default", "{ type: integer, default: 1, example: 1 }", ["/** @default 1 */"]],
  [
    "an example that is a list on one line",
    "{ type: array, items: { type: string }, example: [a, b] }",
    ['/** @example ["a","b"] */'],
  ],
  [
    "a long description on several lines",
    `{ type: string, description: "${LONG}" }`,
    [
      "/**",
      " * one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
      " * seventeen.",
      " */",
    ],
  ],
])("keeps %s", async (_, schema, comment) => {
  expect(await commentOn(schema)).toEqual(comment);
});
