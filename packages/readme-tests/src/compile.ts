import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runCommand } from "./command.ts";
import type { Program } from "./program.ts";
import type { Project } from "./project.ts";
import { root } from "./readmes.ts";

/** An error of the compiler, with a text such as `README.md:45:3: error TS…`. */
export interface Diagnostic {
  readonly readme: string;
  /** Name of the program's file. */
  readonly file: string;
  readonly text: string;
}

const shared = { noEmit: true, moduleDetection: "force", jsx: "react-jsx" };

/** Settings of the repository, and of an application with a bundler, as Next and Vite create them. */
const settings = {
  repository: { extends: join(root, "tsconfig.base.json"), compilerOptions: shared },
  application: {
    compilerOptions: {
      ...shared,
      strict: true,
      target: "ES2023",
      lib: ["dom", "dom.iterable", "esnext"],
      module: "esnext",
      moduleResolution: "bundler",
      allowImportingTsExtensions: true,
      isolatedModules: true,
      skipLibCheck: true,
      types: ["node"],
    },
  },
};

/** Returns the compiler's errors in a program. */
export function errorsIn({ file, snippet }: Program, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter((one) => one.readme === snippet.readme && one.file === file).map(({ text }) => text.trim());
}

/** Compiles all projects of a folder in one run, against the published types of the packages. */
export async function compile(projects: readonly Project[]): Promise<readonly Diagnostic[]> {
  const parent = dirname(projects[0]?.folder ?? "");
  const include = projects.map(({ folder }) => `./${basename(folder)}/*`);
  const found: Diagnostic[] = [];
  for (const [name, config] of Object.entries(settings)) {
    const file = join(parent, `tsconfig.${name}.json`);
    writeFileSync(file, JSON.stringify({ ...config, include }));
    const { output, code } = await runCommand(["tsc", "--pretty", "false", "-p", file], { cwd: parent });
    const diagnostics = diagnosticsOf(output, projects);
    if (code !== 0 && diagnostics.length === 0) throw new Error(`tsc failed:\n${output}`);
    found.push(...diagnostics.map((diagnostic) => ({ ...diagnostic, text: `${diagnostic.text} [${name}]` })));
  }
  return found;
}

function diagnosticsOf(output: string, projects: readonly Project[]): readonly Diagnostic[] {
  // An indented line continues the previous one.
  return output.split(/\n(?! )/).flatMap((text) => {
    const [, folder, file, line, column, message] = /^([^/\n]+)\/([^(]+)\((\d+),(\d+)\): (.*)$/s.exec(text) ?? [];
    const project = projects.find((project) => basename(project.folder) === folder);
    if (!project || !file) return [];
    const readme = project.readme.path;
    return [{ readme, file, text: `${readme}:${line}:${column}: ${message}` }];
  });
}
