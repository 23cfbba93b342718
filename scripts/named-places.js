/**
 * Where a client has to be named beside its own folder, because nothing derives it there: what `check-shape.js` looks
 * for, and what "Add a provider" in CONTRIBUTING.md therefore need not list.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const READMES = ["README.md", "README.zh-CN.md"];

const PLACES = [
  ...READMES.flatMap((file) => [
    { file, what: "its table under Install", text: (name) => `npm install @seedream-clients/${name}` },
    {
      file,
      what: "its links to what happens when something goes wrong",
      text: (name) => `](packages/${name}/README.md#what-happens-when-something-goes-wrong)`,
    },
    {
      file,
      what: "its table of packages",
      text: (name) => `[\`@seedream-clients/${name}\`](packages/${name}/README.md)`,
    },
  ]),
  { file: "specs/README.md", what: "its table of documents", text: (name) => `\`${name}/openapi.yaml\`` },
  {
    file: "packages/core/README.md",
    what: "its list of clients",
    text: (name) => `](https://www.npmjs.com/package/@seedream-clients/${name})`,
  },
  { file: "packages/core/README.md", what: "its row about `provider`", text: (name) => `\`"${name}"\`` },
  { file: "packages/simulator/README.md", what: "its first paragraph", text: (name) => `(\`${name}\`)` },
  { file: "packages/simulator/README.md", what: "its table of scenarios", text: (name) => `| \`${name}\` ` },
  { file: "packages/simulator/README.md", what: "its table of base URLs", text: (name) => `| \`/${name}` },
  ...["packages/contract-tests/package.json", "apps/demo/package.json"].map((file) => ({
    file,
    what: "its dependencies",
    text: (name) => `"@seedream-clients/${name}": "workspace:^"`,
  })),
];

/** A sentence for each place that does not name a client. */
export function placesWithout(root, clients) {
  return PLACES.flatMap(({ file, what, text }) => {
    const content = readFileSync(join(root, file), "utf8");
    return clients
      .filter((name) => !content.includes(text(name)))
      .map((name) => `${file}: does not have "${text(name)}"; add the client ${name} to ${what}`);
  });
}
