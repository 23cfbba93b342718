import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const LIBRARIES = dirname(fileURLToPath(import.meta.resolve("typescript")));
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

// The libraries of TypeScript, which are the same in all programs.
const libraries = new Map<string, ts.SourceFile>();

/** Returns the file of an import. Without a file, all imported names are `any`. */
type Resolve = (specifier: string, importer: string) => string | undefined;

/** Libraries for the types of requests and responses; `PLATFORM` is for the exports of packages. */
export const LANGUAGE = ["lib.es5.d.ts"];
export const PLATFORM = ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.asynciterable.d.ts"];

/** Compiles files that exist in memory only. */
export function compile(
  files: ReadonlyMap<string, string>,
  lib: string[],
  resolve: Resolve = () => undefined,
): ts.Program {
  const host: ts.CompilerHost = {
    getSourceFile: (name) => sourceOf(files, name),
    getDefaultLibFileName: () => join(LIBRARIES, "lib.d.ts"),
    getDefaultLibLocation: () => LIBRARIES,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => sourceOf(files, name) !== undefined,
    readFile: (name) => files.get(name),
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, importer) =>
      literals.map(({ text }) => {
        const file = resolve(text, importer);
        return { resolvedModule: file === undefined ? file : { resolvedFileName: file, extension: ts.Extension.Dts } };
      }),
  };
  return ts.createProgram([...files.keys()], { ...OPTIONS, lib }, host);
}

/** Returns the errors in the types of an API, with their paths in its document. */
export function typeFaults(types: string): { path: string[]; message: string }[] {
  const program = compile(new Map([["/api.ts", types]]), LANGUAGE);
  const source = program.getSourceFile("/api.ts");
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((fault) => ({
    path: source ? namesAround(source, fault.start ?? 0) : [],
    message: ts.flattenDiagnosticMessageText(fault.messageText, " "),
  }));
}

// The names of the properties around a place: `components`, `schemas`, `Mode`.
function namesAround(source: ts.SourceFile, position: number): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (position < node.pos || position >= node.end) return;
    if (ts.isInterfaceDeclaration(node)) names.push(node.name.text);
    if (ts.isPropertySignature(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)))
      names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return names;
}

/** Returns the exports of a module by name, re-exports of other modules included. */
export function exportsOf(program: ts.Program, file: string): Map<string, ts.Symbol> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const found = module ? checker.getExportsOfModule(module) : [];
  return new Map(
    found.map((symbol) => [
      symbol.name,
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    ]),
  );
}

function sourceOf(files: ReadonlyMap<string, string>, name: string): ts.SourceFile | undefined {
  const text = files.get(name);
  if (text !== undefined) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2024);
  if (!name.startsWith(LIBRARIES)) return undefined;
  const known = libraries.get(name);
  if (known) return known;
  const library = ts.sys.readFile(name);
  if (library === undefined) return undefined;
  const source = ts.createSourceFile(name, library, ts.ScriptTarget.ES2024);
  libraries.set(name, source);
  return source;
}
