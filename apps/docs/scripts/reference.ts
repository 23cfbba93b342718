import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Application, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { type Entry, publishedEntries } from "./entries.ts";
import { nameErrors } from "./named-errors.ts";
import { writeReferencePages } from "./reference-pages.ts";

const folder = join(import.meta.dirname, "..");
const root = join(folder, "../..");
const work = join(folder, ".typedoc");

/**
 * Writes a page for each public export of the published packages, from its docstring, to `src/content/docs/reference`.
 * TypeDoc reads the sources, so that a client's re-export of core is a link to core.
 */
async function writeReference(): Promise<void> {
  const entries = publishedEntries(root);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  const options: TypeDocOptions & Partial<PluginOptions> = {
    entryPoints: entries.map(({ source }) => source),
    tsconfig: writeSettings(entries),
    // The build of each package checks its types.
    skipErrorChecking: true,
    plugin: ["typedoc-plugin-markdown"],
    out: join(work, "pages"),
    basePath: root,
    readme: "none",
    excludeInternal: true,
    // Leaves out members of the platform, for example those of `Error`.
    excludeExternals: true,
    excludePrivate: true,
    disableSources: true,
    preservedTypeAnnotationTags: ["@throws"],
    hidePageHeader: true,
    hideBreadcrumbs: true,
    entryFileName: "index",
    parametersFormat: "table",
    logLevel: "Error",
  };
  const app = await Application.bootstrapWithPlugins(options);
  const project = await app.convert();
  if (!project) throw new Error("TypeDoc cannot read the packages; see above");
  nameErrors(project);
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error("TypeDoc reports errors; see above");
  writeReferencePages(join(work, "pages"), join(folder, "src/content/docs/reference"), entries);
}

/** Writes settings for the compiler with which an import of one of our packages leads to its sources. */
function writeSettings(entries: readonly Entry[]): string {
  const file = join(work, "tsconfig.json");
  const paths = Object.fromEntries(entries.map(({ name, source }) => [name, [source]]));
  const settings = {
    extends: "../../../tsconfig.base.json",
    compilerOptions: { paths, typeRoots: [join(folder, "node_modules/@types")] },
    files: entries.map(({ source }) => source),
  };
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

await writeReference();
