import { expect, test } from "vitest";
import { checkLinks } from "../src/check/links.ts";

const GOOD = `# Name

[npm](https://www.npmjs.com/package/x), [mail](mailto:a@example.test), [key](#key-and-region), [\`code\`](#code)

## Key and region

## \`code\`

\`\`\`md
[not a link](../elsewhere.md)
\`\`\`

Inline \`[not a link](../elsewhere.md)\`.
`;

test("accepts addresses and headings, and ignores code", () => {
  expect(checkLinks(GOOD)).toEqual([]);
});

test.each([
  ["[other](../../README.md)", "README.md:1: ../../README.md does not exist on npm"],
  ["[other](../core/README.md#errors)", "README.md:1: ../core/README.md#errors does not exist"],
  ["[licence](LICENSE)", "README.md:1: LICENSE does not exist"],
  ["![picture](./picture.png)", "README.md:1: ./picture.png does not exist"],
  ["[http](http://example.test)", "README.md:1: http://example.test does not exist"],
  ["# Title\n\n[a][b]\n\n[b]: ../c.md", "README.md:5: ../c.md does not exist"],
  ['<img src="docs/x.png">', "README.md:1: docs/x.png does not exist"],
  ["# Title\n[a](#titel)", "README.md:2: #titel is not a heading"],
])("names %j", (readme, fault) => {
  expect(checkLinks(readme)).toEqual([expect.stringContaining(fault)]);
});
