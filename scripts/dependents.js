/** Packages that use every client, so they depend on each. `check-shape.js --write` adds missing dependencies. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DEPENDENTS = [
  "apps/demo",
  "packages/ai-sdk",
  "packages/benchmarks",
  "packages/cli",
  "packages/contract-tests",
  "packages/readme-tests",
];

/** Returns a sentence for each package that lacks a client among its dependencies. */
export function dependentsWithout(root, clients) {
  return manifestsWithout(root, clients).map(
    ({ file, names }) => `${file}: does not depend on ${names.join(", ")}; run \`pnpm lint:shape --write\` and install`,
  );
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
