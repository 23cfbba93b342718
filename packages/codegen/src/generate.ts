import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "@seedream-clients/command-line";
import { emitApi } from "./emit-api.ts";
import { emitDocument } from "./emit-document.ts";
import { emitFields } from "./emit-fields.ts";
import { emitModels } from "./emit-models.ts";
import {
  emitClientNames,
  emitCommandClients,
  emitCreators,
  emitFactories,
  emitMockProviders,
  emitStudioClients,
  emitTestedClients,
} from "./emit-providers.ts";
import { exists } from "./exists.ts";
import { fillSections } from "./fill-sections.ts";
import { providersIn } from "./folders.ts";
import { limitTable, modelPage } from "./model-tables.ts";
import { LayoutError } from "./problem.ts";
import { requireName } from "./provider-name.ts";
import {
  addressTable,
  clientTable,
  installTable,
  keyList,
  type Language,
  nameList,
  specTable,
} from "./provider-tables.ts";
import { requireGone, withoutSpec } from "./removed-provider.ts";
import { allValid, readSpec, specFile, type ValidSpec } from "./valid-spec.ts";
import type { GeneratedFile, GeneratedFolder } from "./write.ts";

/** A package with code that is generated from all specs, and the folders of that code. */
interface Consumer {
  readonly path: string;
  readonly folders: Readonly<Record<string, (specs: readonly ValidSpec[]) => Promise<Files>>>;
}

type Files = ReadonlyMap<string, string>;

const CONSUMERS: ReadonlyMap<string, Consumer> = new Map(
  Object.entries({
    simulator: { path: "packages/simulator", folders: { "src/generated": simulatorFiles } },
    cli: { path: "packages/cli", folders: { "src/generated": oneFile("clients.ts", emitCommandClients) } },
    "readme-tests": {
      path: "packages/readme-tests",
      folders: { "src/generated": oneFile("clients.ts", emitTestedClients) },
    },
    demo: {
      path: "apps/demo",
      folders: {
        "server/generated": oneFile("clients.ts", emitStudioClients),
        "src/generated": oneFile("factories.ts", emitFactories),
      },
    },
    "ai-sdk": { path: "packages/ai-sdk", folders: { "test/generated": oneFile("clients.ts", emitCreators) } },
    benchmarks: { path: "packages/benchmarks", folders: { "src/generated": oneFile("clients.ts", emitClientNames) } },
    docs: { path: "apps/docs", folders: { "src/generated": oneFile("clients.ts", emitClientNames) } },
  }),
);

type Sections = Readonly<Record<string, string>>;

/** Generated sections of Markdown files, by path. */
function sectionsOfTexts(specs: readonly ValidSpec[]): Readonly<Record<string, Sections>> {
  return {
    "README.md": readmeSections(specs, "en"),
    "README.zh-CN.md": readmeSections(specs, "zh"),
    "packages/ai-sdk/README.md": { names: nameList(specs, "en"), clients: clientTable(specs, "en") },
    "packages/cli/README.md": { names: nameList(specs, "en"), keys: keyList(specs) },
    "packages/simulator/README.md": { "base-urls": addressTable(specs) },
    "specs/README.md": { documents: specTable(specs) },
    ...pageSections("apps/docs/src/content/docs", specs, "en"),
    ...pageSections("apps/docs/src/content/docs/zh-cn", specs, "zh"),
    ...Object.fromEntries(
      specs.map((source) => [`packages/${source.spec.provider}/README.md`, { models: limitTable(source, "en") }]),
    ),
  };
}

/** The files that a run generates. */
export interface Plan {
  readonly folders: readonly GeneratedFolder[];
  readonly files: readonly GeneratedFile[];
}

/**
 * Generates the files of the named packages; without names, of all packages, and the tables in Markdown files.
 * Writes nothing.
 *
 * @throws `ProblemsError` with the problems of all specs.
 */
export async function planOutput(root: string, packages: readonly string[]): Promise<Plan> {
  const providers = await listProviders(root);
  const known = [...providers, ...CONSUMERS.keys()];
  for (const name of packages)
    if (!known.includes(name))
      throw new UsageError(`unknown package ${JSON.stringify(name)}; the packages are ${known.join(", ")}`);
  if (packages.length === 0) for (const name of await withoutSpec(root, providers)) await requireGone(root, name);
  const targets = packages.length > 0 ? known.filter((name) => packages.includes(name)) : known;
  const sources = targets.some((name) => CONSUMERS.has(name)) ? providers : targets;
  const specs = officialFirst(await allValid(sources.map((name) => loadSpec(root, name))));
  await Promise.all(targets.map((name) => requirePackage(root, name)));
  const folders = targets.map((name) => foldersOf(root, name, specs));
  const sections = packages.length > 0 ? {} : sectionsOfTexts(specs);
  const texts = Object.entries(sections).map(([file, wanted]) => filledText(root, file, wanted));
  const [writtenFolders, files] = await Promise.all([Promise.all(folders), Promise.all(texts)]);
  return { folders: writtenFolders.flat(), files };
}

function foldersOf(root: string, name: string, specs: readonly ValidSpec[]): Promise<GeneratedFolder[]> {
  const { path, folders } = CONSUMERS.get(name) ?? {
    path: `packages/${name}`,
    folders: { "src/generated": () => clientFiles(specs, name) },
  };
  return Promise.all(
    Object.entries(folders).map(async ([folder, filesOf]) => ({
      path: join(root, path, folder),
      files: await filesOf(specs),
    })),
  );
}

async function filledText(root: string, file: string, sections: Sections): Promise<GeneratedFile> {
  const path = join(root, file);
  const text = await readFile(path, "utf8").catch(() => {
    const names = Object.keys(sections).join(", ");
    throw new LayoutError(`${file} does not exist; create it with the markers of its generated sections: ${names}`);
  });
  return { path, text: fillSections(file, text, sections) };
}

function pageSections(folder: string, specs: readonly ValidSpec[], language: Language): Record<string, Sections> {
  return {
    [`${folder}/guides/first-image.md`]: { clients: clientTable(specs, language) },
    [`${folder}/guides/models.md`]: { models: modelPage(specs, language) },
  };
}

function readmeSections(specs: readonly ValidSpec[], language: Language): Sections {
  return { names: nameList(specs, language), install: installTable(specs, language) };
}

// Puts the providers that own the models first. The others keep the order of their folders.
function officialFirst(specs: readonly ValidSpec[]): ValidSpec[] {
  const rank = ({ section }: ValidSpec) => (section["x-seedream-provider"].official ? 0 : 1);
  return specs.toSorted((a, b) => rank(a) - rank(b));
}

async function listProviders(root: string): Promise<string[]> {
  const providers = await providersIn(root);
  if (providers.length === 0) throw new LayoutError("no spec found; write specs/<provider>/openapi.yaml");
  for (const provider of providers) requireName(provider);
  return providers;
}

async function loadSpec(root: string, provider: string): Promise<ValidSpec> {
  const file = specFile(provider);
  return readSpec(provider, file, await readFile(join(root, file), "utf8"));
}

async function requirePackage(root: string, name: string): Promise<void> {
  const path = CONSUMERS.get(name)?.path ?? `packages/${name}`;
  if (await exists(join(root, path))) return;
  const content = CONSUMERS.has(name) ? "what is generated from all specs" : `the client of ${specFile(name)}`;
  throw new LayoutError(`${path} does not exist; create it with a package.json for ${content}`);
}

async function clientFiles(specs: readonly ValidSpec[], provider: string): Promise<Files> {
  const files = new Map<string, string>();
  for (const { spec, section, requestSchema, types } of specs) {
    if (spec.provider !== provider) continue;
    files.set("api.ts", await emitApi(spec, types));
    files.set("models.ts", emitModels(spec, section));
    files.set("validate.ts", emitFields(spec, requestSchema));
  }
  return files;
}

async function simulatorFiles(specs: readonly ValidSpec[]): Promise<Files> {
  return new Map([
    ...specs.map(({ spec, section }) => [`${spec.provider}.ts`, emitDocument(spec, section)] as const),
    ["providers.ts", await emitMockProviders(specs)],
  ]);
}

function oneFile(name: string, emit: (specs: readonly ValidSpec[]) => Promise<string>) {
  return async (specs: readonly ValidSpec[]): Promise<Files> => new Map([[name, await emit(specs)]]);
}
