import { expect, it } from "vitest";
import { parseReadme } from "../src/parse-readme.ts";
import { programsOf } from "../src/programs.ts";

const text = (...lines: string[]) => lines.join("\n");

it("finds every block with its line, heading and language, also inside a list", () => {
  const readme = text(
    "# A",
    "```ts",
    "one",
    "```",
    "## B",
    "1. First:",
    "",
    "   ```sh",
    "   two",
    "   ```",
    "````",
    "```",
    "````",
  );
  expect(parseReadme("README.md", readme)).toMatchObject([
    { readme: "README.md", line: 3, heading: "A", language: "ts", code: ["one"] },
    { line: 9, heading: "B", language: "sh", code: ["   two"] },
    { line: 12, heading: "B", language: "", code: ["```"] },
  ]);
});

it("does not take a comment in code for a heading", () => {
  const readme = text("# A", "```sh", "# not a heading", "```", "```sh", "two", "```");
  expect(parseReadme("README.md", readme).map(({ heading }) => heading)).toEqual(["A", "A"]);
});

it("keeps hidden code at the lines of its comments", () => {
  const readme = text(
    "<!-- before the snippet:",
    "before",
    "-->",
    "",
    "```ts",
    "code",
    "```",
    "",
    "<!-- after the snippet:",
    "after",
    "-->",
  );
  const [program] = programsOf(parseReadme("README.md", readme));
  expect(program?.lines).toEqual(["", "before", "", "", "", "code", "", "", "", "after"]);
});

it("lets a snippet continue the one before", () => {
  const readme = text(
    "```ts",
    "one",
    "```",
    "<!-- snippet: continues; also slow, task-stuck -->",
    "```ts",
    "two",
    "```",
  );
  const snippets = parseReadme("README.md", readme);
  expect(programsOf(snippets)[1]?.lines).toEqual(["", "one", "", "", "", "two"]);
  expect(snippets[1]?.options).toEqual({
    continues: true,
    serves: false,
    added: false,
    database: false,
    also: ["slow", "task-stuck"],
  });
});

it("names a file by the first line of a snippet, and others by their line and test runner", () => {
  const readme = text(
    ...["```ts", "// make-poster.ts", "```", "```js", 'import { test } from "vitest";', "```"],
    ...["```ts", 'import { expect, test } from "@playwright/test";', "```", "```ts", "// a comment.", "```"],
  );
  const programs = programsOf(parseReadme("README.md", readme));
  expect(programs.map(({ file }) => file)).toEqual([
    "make-poster.ts",
    "line-5.test.js",
    "line-8.spec.ts",
    "line-11.ts",
  ]);
});

it("changes the import for other providers", () => {
  const readme = text(
    ...["<!-- snippet: also apimart -->", "```ts", 'import { createArk } from "@seedream-clients/ark";'],
    ...['import { saveImage } from "@seedream-clients/ark/node";', "const ark = createArk();", "```"],
  );
  expect(programsOf(parseReadme("README.md", readme))[0]).toMatchObject({
    file: "apimart-line-3.ts",
    lines: [
      ...["", "", 'import { createAPIMart } from "@seedream-clients/apimart";'],
      ...['import { saveImage } from "@seedream-clients/apimart/node";', "const ark = createAPIMart();"],
    ],
  });
});

it("applies a diff to the nearest snippet above that has the lines it removes", () => {
  const readme = text(
    "```ts",
    "a // the first",
    "b",
    "c",
    "```",
    "```ts",
    "x",
    "```",
    "```diff",
    "-a",
    "+A",
    "",
    "-c",
    "+C",
    "```",
  );
  const [, , program] = programsOf(parseReadme("README.md", readme));
  expect(program).toMatchObject({ file: "line-10.ts", lines: ["", "A", "b", "C"] });
});

it("turns each side of a diff that changes no snippet into a program", () => {
  const programs = programsOf(parseReadme("README.md", text("```diff", " a", "-b", "+c", "```")));
  expect(programs.map(({ lines }) => lines)).toEqual([
    ["", "a", "b", ""],
    ["", "a", "", "c"],
  ]);
});

it.for([
  [text("# A", "```ts", "one"), "README.md:2: the code block has no end"],
  [
    text("<!-- snippet: serves -->", "Text"),
    "README.md:2: the comment above is about a snippet; put it directly above one",
  ],
  [text("<!-- after the snippet:", "code", "-->"), "README.md:1: there is no snippet above"],
  [text("<!-- before the snippet:", "code"), "README.md:1: the comment has no end"],
  [
    text("<!-- snippet: skip -->", "```ts", "```"),
    'README.md:2: "skip" is not an option; use continues, serves, added, database or also',
  ],
  [text("```ts", "// a.ts", "```", "```ts", "// a.ts", "```"), "README.md:5: another snippet is named a.ts, too"],
  [
    text("```ts", "a", "b", "```", "```diff", "-a", "+A", "", "-c", "+C", "```"),
    "README.md:6: no snippet above has all",
  ],
] as const)("refuses %j: %s", ([readme, message]) => {
  expect(() => programsOf(parseReadme("README.md", readme))).toThrow(message);
});
