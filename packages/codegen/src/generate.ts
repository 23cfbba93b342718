import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "@seedream-clients/command-line";
import { emitApi } from "./emit-api.ts";
import { emitDocument } from "./emit-document.ts";
import { emitFields } from "./emit-fields.ts";
import { emitModels } from "./emit-models.ts";
import { emitReadme, type Language } from "./emit-readme.ts";
import { exists } from "./exists.ts";
import { LayoutError } from "./problem.ts";
import { requireGone, withoutSpec } from "./removed-provider.ts";
import { allValid, readSpec, specFile, type ValidSpec } from "./valid-spec.ts";
import type { GeneratedFile, GeneratedFolder } from "./write.ts";

const SIMULATOR = "simulator";

const READMES: readonly (readonly [file: string, language: Language])[] = [
  ["README.md", "en"],
  ["README.zh-CN.md", "zh"],
];

/** The files that a run generates. */
export interface Plan {
  readonly folders: readonly GeneratedFolder[];
  readonly files: readonly GeneratedFile[];
}

/**
 * Generates the files of the named packages; without names, those of all packages and the READMEs. Writes nothing.
 *
 * @throws `ProblemsError` with the problems of all specs.
 */
export async function planOutput(root: string, packages: readonly string[]): Promise<Plan> {
  const providers = await listProviders(root);
  const known = [...providers, SIMULATOR];
  for (const name of packages)
    if (!known.includes(name))
      throw new UsageError(`unknown package ${JSON.stringify(name)}; the packages are ${known.join(", ")}`);
  if (packages.length === 0) for (const name of await withoutSpec(root, providers)) await requireGone(root, name);
  const targets = packages.length > 0 ? known.filter((name) => packages.includes(name)) : known;
  const sources = targets.includes(SIMULATOR) ? providers : targets;
  const specs = await allValid(sources.map((name) => loadSpec(root, name)));
  await Promise.all(targets.map((name) => requirePackage(root, name)));
  const folders = targets.map(async (name) => ({
    path: join(root, "packages", name, "src", "generated"),
    files: name === SIMULATOR ? simulatorFiles(specs) : await clientFiles(specs, name),
  }));
  const readmes = packages.length > 0 ? [] : READMES.map(([file, language]) => readme(root, file, language, specs));
  const [writtenFolders, writtenReadmes] = await Promise.all([Promise.all(folders), Promise.all(readmes)]);
  return { folders: writtenFolders, files: writtenReadmes };
}

async function readme(
  root: string,
  file: string,
  language: Language,
  specs: readonly ValidSpec[],
): Promise<GeneratedFile> {
  const path = join(root, file);
  const text = await readFile(path, "utf8").catch(() => {
    throw new LayoutError(`${file} does not exist; create it with the markers of the table of providers`);
  });
  return { path, text: emitReadme(file, text, specs, language) };
}

async function listProviders(root: string): Promise<string[]> {
  const entries = await readdir(join(root, "specs"), { withFileTypes: true }).catch(() => []);
  const folders = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const found = await Promise.all(folders.map((name) => exists(join(root, "specs", name, "openapi.yaml"))));
  const providers = folders.filter((_, index) => found[index]);
  if (providers.length === 0) throw new LayoutError("no spec found; write specs/<provider>/openapi.yaml");
  return providers;
}

async function loadSpec(root: string, provider: string): Promise<ValidSpec> {
  const file = specFile(provider);
  return readSpec(provider, file, await readFile(join(root, file), "utf8"));
}

async function requirePackage(root: string, name: string): Promise<void> {
  if (await exists(join(root, "packages", name))) return;
  const content = name === SIMULATOR ? "the simulator" : `the client of ${specFile(name)}`;
  throw new LayoutError(`packages/${name} does not exist; create it with a package.json for ${content}`);
}

async function clientFiles(specs: readonly ValidSpec[], provider: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { spec, section, requestSchema, types } of specs) {
    if (spec.provider !== provider) continue;
    files.set("api.ts", await emitApi(spec, types));
    files.set("models.ts", emitModels(spec, section));
    files.set("validate.ts", emitFields(spec, requestSchema));
  }
  return files;
}

function simulatorFiles(specs: readonly ValidSpec[]): Map<string, string> {
  return new Map(specs.map(({ spec, section }) => [`${spec.provider}.ts`, emitDocument(spec, section)]));
}
