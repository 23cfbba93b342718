import { expect, it } from "vitest";
import { parseReadme } from "../src/parse-readme.ts";
import { programsOf } from "../src/programs.ts";

const diff = '```diff lang="ts"\n-theirs();\n+ours();\n both();\n```';
const textsOf = (readme: string) => programsOf(parseReadme("R.md", readme)).map(({ lines }) => lines.join(""));

it("makes a program of each side of a diff that changes no snippet", () => {
  expect(textsOf(diff)).toEqual(["theirs();both();", "ours();both();"]);
});

it("makes a program of the added side alone, where the other calls a service without a mock", () => {
  expect(textsOf(`<!-- snippet: added -->\n${diff}`)).toEqual(["ours();both();"]);
});
