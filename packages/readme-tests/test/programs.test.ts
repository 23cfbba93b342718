import { expect, it } from "vitest";
import { parseReadme } from "../src/parse-readme.ts";
import { programsOf } from "../src/programs.ts";

const diff = '```diff lang="ts"\n-theirs();\n+ours();\n both();\n```';
const textsOf = (readme: string) => programsOf(parseReadme("R.md", readme)).map(({ lines }) => lines.join(""));

it("turns each side of a diff that changes no snippet into a program", () => {
  expect(textsOf(diff)).toEqual(["theirs();both();", "ours();both();"]);
});

it("turns only the added side into a program if the other side calls a service without a mock", () => {
  expect(textsOf(`<!-- snippet: added -->\n${diff}`)).toEqual(["ours();both();"]);
});
