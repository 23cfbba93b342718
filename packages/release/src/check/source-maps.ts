import { posix } from "node:path";
import type { ReadFile } from "./modules.ts";

const MAP = /^\/\/# sourceMappingURL=(\S+)\s*$/m;
const ONLY_PASSES_ON = /^(#!.*|(import|export) (.* from )?"[^"]+";|export (type )?\{.*\};)?$/;

/**
 * Lists faults in the source maps of built modules. Their sources must be published too, so that stack traces and "go
 * to definition" can open them. A source of another package would mean that the package was bundled in.
 */
export function checkSourceMaps(modules: ReadonlyMap<string, string>, read: ReadFile): string[] {
  return [...modules].flatMap(([path, text]) => {
    const name = MAP.exec(text)?.[1];
    if (name === undefined) return passesOn(text) ? [] : [`${path} has no source map; look at tsdown.config.ts`];
    const map = read(posix.join(posix.dirname(path), name));
    if (map === undefined) return [`${path} names ${name}, which is not published`];
    return sourcesOf(map)
      .map((source) => posix.join(posix.dirname(path), source))
      .filter((source) => read(source) === undefined)
      .map((source) => `${path} was made from ${source}, which is not published; look at "files" and the dependencies`);
  });
}

/** Whether a module has no code of its own. */
function passesOn(text: string): boolean {
  return text.split("\n").every((line) => ONLY_PASSES_ON.test(line));
}

function sourcesOf(map: string): string[] {
  const { sources }: { sources: string[] } = JSON.parse(map);
  return sources;
}
