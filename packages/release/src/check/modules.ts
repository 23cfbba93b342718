import { posix } from "node:path";
import type { PublicPackage } from "../public-packages.ts";

/** Reads a file that would be published; `undefined` for any other file. */
export type ReadFile = (path: string) => string | undefined;

/** The one module that entries share. A name with a hash would change whenever a source changes. */
const SHARED = ["dist/shared.js", "dist/shared.d.ts"];

/** Built modules that the entries of a package load, and faults in their imports. */
export interface Modules {
  /** Texts by path. */
  readonly found: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
}

/** Finds every module that the entries of a package load. */
export function findModules({ entries, bins }: Pick<PublicPackage, "entries" | "bins">, read: ReadFile): Modules {
  const starts = [...entries.map(({ target }) => target), ...bins].map((target) => posix.normalize(target));
  const types = entries.map(({ target }) => typesOf(posix.normalize(target)));
  const mayBeShared = new Set([...starts, ...types, ...SHARED]);
  // Nobody imports the files of a command, and with one shared module `--help` would load all subcommands.
  const isCommand = entries.length === 0;
  const found = new Map<string, string>();
  const faults: string[] = [];
  const visit = (path: string, from: string) => {
    if (found.has(path)) return;
    const text = read(path);
    if (text === undefined) {
      faults.push(`${path} is missing, and ${from} names it; run \`pnpm build\`, and look at "files" in package.json`);
      return;
    }
    found.set(path, text);
    for (const { target, isStatic } of importsOf(path, text)) {
      if (isStatic && !isCommand && !mayBeShared.has(target))
        faults.push(`${path} imports ${target}; entries share one module, shared.js: look at tsdown.config.ts`);
      visit(target, path);
    }
  };
  for (const path of [...starts, ...types]) visit(path, "package.json");
  return { found, faults };
}

/** Lists the files that an earlier build left over. */
export function findLeftOver(files: readonly string[], modules: ReadonlyMap<string, string>): string[] {
  return files
    .filter((file) => file.startsWith("dist/") && !modules.has(file.replace(/\.map$/, "")))
    .map((file) => `${file} is used by no entry, and is left over; run \`pnpm build --force\``);
}

interface Import {
  readonly target: string;
  readonly isStatic: boolean;
}

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(/\b(?:from|import)\s*(\(?)"(\.[^"]+)"/g)].map(([, open, specifier = ""]) => {
    const target = posix.join(posix.dirname(path), specifier);
    return { target: path.endsWith(".d.ts") ? typesOf(target) : target, isStatic: open === "" };
  });
}

function typesOf(target: string): string {
  return target.replace(/\.js$/, ".d.ts");
}
