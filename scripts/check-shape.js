/**
 * Checks that every client package has the shape of the first: the same files, exports, package.json and headings. It
 * also needs the names in its spec, a mock provider, fixtures and a test. `pnpm lint` runs this check. `--write` adds
 * the client to the packages that use all clients.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dependentsWithout, writeDependencies } from "./dependents.js";

const MODEL = "ark";
const FILES = [".size-limit.js", "LICENSE", "README.md", "package.json", "tsconfig.json", "turbo.json"];
// The same in all clients, except for the provider's name.
const ALIKE = [".size-limit.js", "tsconfig.json", "turbo.json"];
const GENERATED = ["api.ts", "models.ts", "validate.ts"];
const KEYS = ["author", "license", "type", "sideEffects", "engines", "files", "exports", "publishConfig", "scripts"];
const HEADINGS = [
  "Install",
  "Key",
  "First image",
  "Groups, references and streaming",
  "Errors",
  "Only on",
  "Models and prices",
  "Before you ship",
  "License",
];

/** Lists all differences between the client packages of a repository, one sentence each. */
function checkShape(root) {
  const clients = clientsIn(root);
  const model = describe(root, MODEL);
  if (!model) return [`packages/${MODEL}: is missing; name another client as MODEL in scripts/check-shape.js`];
  const unlikeModel = clients.flatMap((name) => {
    const client = describe(root, name);
    return client
      ? compare(client, model)
      : [`packages/${name}: is missing; copy a client for specs/${name}, as CONTRIBUTING.md says`];
  });
  return [
    ...unlikeModel,
    ...clients.flatMap((name) => [...misnamed(root, name), ...incomplete(root, name)]),
    ...dependentsWithout(root, clients),
  ];
}

function clientsIn(root) {
  const folders = readdirSync(join(root, "specs"), { withFileTypes: true });
  return folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Lists the files that a provider lacks beside its spec and its client. */
function incomplete(root, name) {
  const simulator = "packages/simulator/src";
  const places = {
    [`${simulator}/${name}/scenarios.ts`]: `list the scenarios, as in ${simulator}/${MODEL}`,
    [`${simulator}/${name}/mock-provider.ts`]: `write the routes, as in ${simulator}/${MODEL} or apimart`,
    [`packages/contract-tests/fixtures/${name}`]: "write the fixtures that packages/contract-tests/README.md asks for",
    [`packages/contract-tests/test/${name}.test.ts`]: `hand the client to the suite there, as ${MODEL}.test.ts does`,
  };
  return Object.entries(places)
    .filter(([file]) => !existsSync(join(root, file)))
    .map(([file, remedy]) => `${file}: is missing; ${remedy}`);
}

/** Lists names of a client that differ from its spec, because generated code would not find them. */
function misnamed(root, name) {
  const spec = `specs/${name}/openapi.yaml`;
  const source = `packages/${name}/src/client.ts`;
  if (![spec, source].every((file) => existsSync(join(root, file)))) return [];
  const [text, client] = [spec, source].map((file) => readText(join(root, file)));
  const [facts = ""] = /^x-seedream-provider:.*\n(?:[ #].*\n|\n)*/m.exec(text) ?? [];
  const factOf = (key) => new RegExp(`(?:^ *|[{,] *)${key}: *["']?(\\w+)`, "m").exec(facts)?.[1];
  const [create, key] = [factOf("create"), factOf("key")];
  return [
    [`export function ${create}(`, `x-seedream-provider in ${spec} says`],
    [`apiKeyVariable: "${key}"`, `x-seedream-provider in ${spec} says`],
    [`name: "${name}"`, `the folder specs/${name} is called`],
  ]
    .filter(([code]) => !client.includes(code))
    .map(([code, reason]) => `${source}: does not have \`${code}\`, as ${reason}; correct one of them`);
}

function describe(root, name) {
  const path = `packages/${name}`;
  if (!existsSync(join(root, path))) return undefined;
  const read = (file) => readText(join(root, path, file));
  const all = readdirSync(join(root, path));
  const sources = all.includes("src") ? filesIn(join(root, path, "src")) : [];
  return {
    name,
    path,
    all,
    sources,
    exports: sources.includes("index.ts") ? exportsOf(read("src/index.ts")) : [],
    read,
  };
}

// An editor may write CRLF, which git turns into LF.
function readText(file) {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
}

function compare(client, model) {
  const { path, all, sources } = client;
  const missing = FILES.filter((file) => !all.includes(file));
  const at = (file, message) => `${path}/${file}: ${message}`;
  return [
    ...missing.map((file) => at(file, `is missing; copy that of packages/${MODEL} and adapt it`)),
    ...unlike(generated(sources), GENERATED, {
      more: (file) => at(`src/generated/${file}`, "is not written by codegen; move it to src/"),
      less: (file) => at(`src/generated/${file}`, "is missing; run `pnpm generate`"),
    }),
    ...unlike(byHand(sources), byHand(model.sources), {
      more: (file) => at(`src/${file}`, `has no twin in packages/${MODEL}; put what clients share into core`),
      less: (file) => at(`src/${file}`, `is missing; packages/${MODEL} has it`),
    }),
    ...unlike(client.exports.map(anonymous), model.exports.map(anonymous), {
      more: (name) => at("src/index.ts", `exports ${name}, which packages/${MODEL} does not; export it from both`),
      less: (name) => at("src/index.ts", `does not export ${name}; packages/${MODEL} does`),
    }),
    ...ALIKE.filter((file) => !missing.includes(file) && nameless(client, file) !== nameless(model, file)).map((file) =>
      at(file, `is not that of packages/${MODEL}; make both the same, but for the provider's name`),
    ),
    ...(missing.includes("package.json") ? [] : comparePackages(client, model, at)),
    ...(missing.includes("README.md") ? [] : compareHeadings(client, at)),
  ];
}

function comparePackages(client, model, at) {
  const theirs = JSON.parse(nameless(model, "package.json"));
  let mine;
  try {
    mine = JSON.parse(nameless(client, "package.json"));
  } catch (error) {
    return [at("package.json", `is not JSON (${error.message}); correct it`)];
  }
  const unlikeModel = KEYS.filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs[key])).map((key) =>
    at("package.json", `"${key}" differs from packages/${MODEL}; make both the same, except for the provider's name`),
  );
  const isNamed = mine.keywords?.includes("<provider>") === theirs.keywords?.includes("<provider>");
  return isNamed ? unlikeModel : [...unlikeModel, at("package.json", `"keywords" lacks "${client.name}"; add it`)];
}

// Replaces the name only as a whole word, because "ark" is also a part of "watermark".
function nameless({ name, read }, file) {
  return read(file).replace(new RegExp(`\\b${name}\\b`, "g"), "<provider>");
}

function compareHeadings({ read }, at) {
  const found = read("README.md")
    .replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, "")
    .split("\n")
    .filter((line) => line.startsWith("## "))
    .map((line) => line.slice(3))
    // The end of a heading may differ, because some clients have regions, and each names its provider.
    .map((heading) => HEADINGS.find((own) => heading === own || heading.startsWith(`${own} `)) ?? heading);
  if (found.join() === HEADINGS.join()) return [];
  const wrong = unlike(found, HEADINGS, {
    more: (heading) => `"${heading}" is not one of them`,
    less: (heading) => `"${heading}" is missing`,
  });
  const reason = wrong.join(", ") || "their order differs";
  return [at("README.md", `its headings must be ${HEADINGS.join(", ")}: ${reason}`)];
}

/** Returns the paths of the files in a folder and below, with `/`. */
function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`) : [entry.name],
  );
}

function generated(sources) {
  return sources.filter((file) => file.startsWith("generated/")).map((file) => file.slice("generated/".length));
}

function byHand(sources) {
  return sources.filter((file) => !file.startsWith("generated/"));
}

/** Returns the exports of an index file: names, and `* from "…"` for a whole module. */
function exportsOf(source) {
  const lists = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) => list.split(","));
  const names = lists.map((item) =>
    item
      .replace(/^\s*type\s/, "")
      .replace(/.*\sas\s/, "")
      .trim(),
  );
  const others = [
    ...source.matchAll(/^export (\* from "[^"]+"|default)/gm),
    ...source.matchAll(
      /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm,
    ),
  ];
  return [...names.filter(Boolean), ...others.map(([, name]) => name)];
}

/** Removes the provider from an exported name. */
function anonymous(name) {
  return name.replace(/^create\w+$/, "create<Provider>").replace(/^\w+(Client|Options)$/, "<Provider>$1");
}

function unlike(found, wanted, { more, less }) {
  return [
    ...found.filter((item) => !wanted.includes(item)).map(more),
    ...wanted.filter((item) => !found.includes(item)).map(less),
  ];
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  if (process.argv.includes("--write")) writeDependencies(root, clientsIn(root));
  const faults = checkShape(root);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
