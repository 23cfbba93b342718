import { compile, exportsOf, PLATFORM } from "@seedream-clients/codegen/src/compile.ts";
import ts from "typescript";
import { compareApis, isApi } from "./compare-apis.ts";
import { compareTypeParameters } from "./compare-type-parameters.ts";
import { TypeComparison } from "./compare-types.ts";
import type { Finding, TypePart, Use } from "./finding.ts";

/** Exports of a package's entry, as the code of its API report. */
export interface Entry {
  /** Name of the package. */
  readonly owner: string;
  /** Specifier in imports: `@seedream-clients/core/client`. */
  readonly specifier: string;
  readonly code: string;
}

/** Result of comparing the exports of all entries in one run of the compiler. */
export interface ReportComparison {
  /** The findings of each entry. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Packages that a package re-exports, by that package. */
  readonly reExports: ReadonlyMap<string, ReadonlySet<string>>;
}

// Users only pass these types on, because clients create their values. The kit for authors of clients may change.
const MADE_BY_CLIENTS = new Set(["SeedreamClient", "ImageResult", "GeneratedImage", "SeedreamError"]);

const NAMES_OF_API = ["paths", "operations", "components"];

export function compareReports(before: readonly Entry[], after: readonly Entry[]): ReportComparison {
  const files = new Map([...sources("before", before), ...sources("after", after)]);
  const program = compile(files, PLATFORM, (specifier, importer) => {
    const file = fileOf(importer.split("/")[1] ?? "", specifier);
    return files.has(file) ? file : undefined;
  });
  const specifiers = [...new Set([...before, ...after].map(({ specifier }) => specifier))];
  const entries = specifiers.map((specifier) => {
    const [was, is] = [fileOf("before", specifier), fileOf("after", specifier)];
    return new EntryComparison(program, specifier, files.has(was) ? was : undefined, files.has(is) ? is : undefined);
  });
  for (const entry of entries) entry.compareValues();
  // A type alone does not show whether users write or read it, but the functions of other entries may.
  const uses = new Map(entries.flatMap((entry) => [...entry.uses()]));
  for (const entry of entries) entry.compareTypes(uses);
  return {
    findings: new Map(entries.map(({ specifier, findings }) => [specifier, findings])),
    reExports: reExportsOf(program, after),
  };
}

// Without an empty export, a declaration file exports all its declarations.
function sources(side: string, entries: readonly Entry[]): [file: string, text: string][] {
  return entries.map(({ specifier, code }) => [fileOf(side, specifier), `${code}\nexport {};\n`]);
}

function fileOf(side: string, specifier: string): string {
  return `/${side}/${specifier}.d.ts`;
}

type Exports = ReadonlyMap<string, ts.Symbol>;

/** Compares two versions of the exports of an entry. */
class EntryComparison {
  readonly specifier: string;
  readonly #program: ts.Program;
  readonly #before: Exports | undefined;
  readonly #after: Exports | undefined;
  readonly #values: TypeComparison;
  /** The exports of both versions that the package declares itself. */
  readonly #own: readonly (readonly [name: string, before: ts.Symbol, after: ts.Symbol])[];

  constructor(program: ts.Program, specifier: string, before: string | undefined, after: string | undefined) {
    this.specifier = specifier;
    this.#program = program;
    this.#before = before === undefined ? undefined : exportsOf(program, before);
    this.#after = after === undefined ? undefined : exportsOf(program, after);
    this.#values = this.#comparison();
    const isGenerated = this.#isGenerated();
    this.#own = [...(this.#before ?? [])].flatMap(([name, was]) => {
      const is = this.#after?.get(name);
      const isOwn = was.declarations?.some((node) => node.getSourceFile().fileName === before);
      return is && isOwn && !(isGenerated && NAMES_OF_API.includes(name)) ? [[name, was, is] as const] : [];
    });
  }

  get findings(): readonly Finding[] {
    return this.#values.findings;
  }

  /** Compares names, functions, classes and constants, and through them the types that they use. */
  compareValues(): void {
    const [before, after] = [this.#before, this.#after];
    const { checker } = this.#values;
    if (!before || !after) {
      this.#presence([], before !== undefined);
      return;
    }
    for (const name of new Set([...before.keys(), ...after.keys()]))
      if (!before.has(name) || !after.has(name)) this.#presence([name], before.has(name));
    if (this.#isGenerated()) this.#values.findings.push(...compareApis(checker, before, after));
    for (const [name, was, is] of this.#own) {
      const part = partOf(name, was);
      compareTypeParameters(this.#values, was, is, part);
      if (isValue(was) && isValue(is))
        this.#values.compare(checker.getTypeOfSymbol(was), checker.getTypeOfSymbol(is), "read", part);
      else if (isValue(was)) this.#values.add("lost", "breaking", "is only a type now", part);
      else if (isValue(is)) this.#values.add("gained", "feature", "is a value too now", part);
    }
  }

  /** Returns the uses of each named type: written, read or both. */
  uses(): [string, ReadonlySet<Use>][] {
    return [...this.#values.reached].flatMap(([part, uses]) => ("escapedName" in part ? [[part.name, uses]] : []));
  }

  /** Compares the types that no value uses. Omits a type that another of these types contains. */
  compareTypes(usesByName: ReadonlyMap<string, ReadonlySet<Use>>): void {
    const { checker, reached } = this.#values;
    const unused = this.#own.filter(([, was]) => !isValue(was) && !isReached(checker, was, reached));
    const compared = unused.map(([name, was, is]) => {
      const comparison = this.#comparison();
      for (const use of usesByName.get(name) ?? (["read"] as const))
        comparison.compare(
          checker.getDeclaredTypeOfSymbol(was),
          checker.getDeclaredTypeOfSymbol(is),
          use,
          partOf(name, was),
        );
      return { was, comparison };
    });
    for (const { was, comparison } of compared) {
      const others = compared.filter((other) => other.comparison !== comparison);
      if (!others.some((other) => isReached(checker, was, other.comparison.reached)))
        this.#values.findings.push(...comparison.findings);
    }
  }

  #comparison(): TypeComparison {
    return new TypeComparison(this.#program.getTypeChecker(), "once", MADE_BY_CLIENTS);
  }

  #isGenerated(): boolean {
    return [this.#before, this.#after].every((exports) => exports && isApi(exports));
  }

  #presence(path: string[], was: boolean): void {
    const part = { path, origin: undefined };
    this.#values.add("presence", was ? "breaking" : "feature", was ? "was removed" : "is new", part);
  }
}

function partOf(name: string, { declarations }: ts.Symbol): TypePart {
  return { path: [name], origin: declarations?.[0] };
}

function isReached(checker: ts.TypeChecker, symbol: ts.Symbol, reached: TypeComparison["reached"]): boolean {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  return [type, type.symbol, symbol].some((part) => part && reached.has(part));
}

function isValue({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Value) !== 0;
}

function reExportsOf(program: ts.Program, entries: readonly Entry[]): Map<string, Set<string>> {
  const ownerOf = new Map(entries.map(({ specifier, owner }) => [fileOf("after", specifier), owner]));
  const found = new Map<string, Set<string>>();
  for (const { specifier, owner } of entries) {
    const owners = [...exportsOf(program, fileOf("after", specifier)).values()].flatMap(({ declarations = [] }) =>
      declarations.flatMap((node) => ownerOf.get(node.getSourceFile().fileName) ?? []),
    );
    const others = owners.filter((other) => other !== owner);
    found.set(owner, new Set([...(found.get(owner) ?? []), ...others]));
  }
  return found;
}
