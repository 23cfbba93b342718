import { join } from "node:path";
import ts from "typescript";
import { afterAll } from "vitest";
import { MINI, Workspace } from "./workspace.ts";

const CORE = join(import.meta.dirname, "..", "..", "core", "src");

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
  paths: {
    "@seedream-clients/core": [join(CORE, "contract", "catalogue.ts")],
    "@seedream-clients/core/client": [join(CORE, "request", "native-fields.ts")],
  },
};

/** A language service over the files generated from the mini spec and the files of a test. */
export class GeneratedProgram {
  readonly #workspace = new Workspace({ mini: MINI }, afterAll);
  readonly #service: ts.LanguageService;
  readonly #names: string[] = [];

  constructor() {
    const registry = ts.createDocumentRegistry();
    this.#service = ts.createLanguageService(
      {
        getCompilationSettings: () => options,
        getScriptFileNames: () => this.#names,
        getScriptVersion: () => "1",
        getScriptSnapshot: (name) => {
          const text = ts.sys.readFile(name);
          return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
        },
        getCurrentDirectory: () => this.#workspace.root,
        getDefaultLibFileName: ts.getDefaultLibFilePath,
        fileExists: ts.sys.fileExists,
        readFile: ts.sys.readFile,
        directoryExists: ts.sys.directoryExists,
      },
      registry,
    );
  }

  async generate(): Promise<void> {
    await this.#workspace.run();
  }

  /** Adds a file, and returns the compiler's errors in it. */
  check(path: string, text?: string): string[] {
    const name = this.#add(path, text);
    const found = [...this.#service.getSyntacticDiagnostics(name), ...this.#service.getSemanticDiagnostics(name)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  /** Adds a file, and returns the completions at the `|` in it. */
  suggestions(path: string, text: string): string[] {
    const name = this.#add(path, text.replace("|", ""));
    const found = this.#service.getCompletionsAtPosition(name, text.indexOf("|"), {});
    return (found?.entries ?? []).map((entry) => entry.name);
  }

  #add(path: string, text?: string): string {
    if (text !== undefined) this.#workspace.write(path, text);
    const name = join(this.#workspace.root, path);
    this.#names.push(name);
    return name;
  }
}
