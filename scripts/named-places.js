/**
 * The places beside its own folder that must name a client, because nothing derives it there. `check-shape.js` checks
 * them, so "Add a provider" in CONTRIBUTING.md need not list them. `check-shape.js --write` adds the dependencies.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const READMES = ["README.md", "README.zh-CN.md"];

/** Packages that use every client. */
const DEPENDENTS = ["apps/demo", "packages/cli", "packages/contract-tests", "packages/readme-tests"];

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
  { file: "packages/simulator/README.md", what: "its first paragraph", text: (name) => `(\`${name}\`)` },
  { file: "packages/simulator/README.md", what: "its table of scenarios", text: (name) => `| \`${name}\` ` },
  { file: "packages/simulator/README.md", what: "its table of base URLs", text: (name) => `| \`/${name}` },
  { file: "packages/simulator/src/providers.ts", what: "its tables", text: (name) => `"./${name}/mock-provider.ts"` },
  { file: "packages/cli/src/clients.ts", what: "its table", text: (name) => `"@seedream-clients/${name}"` },
  { file: "packages/readme-tests/src/providers.ts", what: "its table", text: (name) => `"@seedream-clients/${name}"` },
  { file: "apps/demo/server/providers.ts", what: "its table", text: (name) => `"@seedream-clients/${name}"` },
];

/** A sentence for each place that does not name a client. */
export function placesWithout(root, clients) {
  const unnamed = PLACES.flatMap(({ file, what, text }) => {
    const content = readFileSync(join(root, file), "utf8");
    return clients
      .filter((name) => !content.includes(text(name)))
      .map((name) => `${file}: does not have "${text(name)}"; add the client ${name} to ${what}`);
  });
  const undependent = manifestsWithout(root, clients).map(
    ({ file, names }) => `${file}: does not depend on ${names.join(", ")}; run \`pnpm lint:shape --write\` and install`,
  );
  return [...unnamed, ...undependent];
}

/** Adds the missing dependencies to the packages that use every client, in alphabetical order. */
export function writeDependencies(root, clients) {
  for (const { file, manifest, field, names } of manifestsWithout(root, clients)) {
    const added = names.map((name) => [packageOf(name), "workspace:^"]);
    const all = [...Object.entries(manifest[field]), ...added].sort(([a], [b]) => (a < b ? -1 : 1));
    const written = { ...manifest, [field]: Object.fromEntries(all) };
    writeFileSync(join(root, file), `${JSON.stringify(written, null, 2)}\n`);
  }
}

function manifestsWithout(root, clients) {
  const manifests = DEPENDENTS.map((folder) => {
    const file = `${folder}/package.json`;
    const manifest = JSON.parse(readFileSync(join(root, file), "utf8"));
    const field = manifest.dependencies?.[packageOf("ark")] ? "dependencies" : "devDependencies";
    const names = clients.filter((name) => !manifest[field]?.[packageOf(name)]);
    return { file, manifest, field, names };
  });
  return manifests.filter(({ names }) => names.length > 0);
}

function packageOf(name) {
  return `@seedream-clients/${name}`;
}
