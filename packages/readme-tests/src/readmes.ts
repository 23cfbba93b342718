import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseReadme } from "./parse-readme.ts";
import type { Snippet } from "./snippet.ts";

export const root = join(import.meta.dirname, "../../..");

export interface Readme {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly snippets: readonly Snippet[];
}

/** Reads the READMEs of the repository, its packages and its apps, in every language. */
export function readReadmes(): readonly Readme[] {
  return globSync(["README*.md", "{packages,apps,specs}/README*.md", "{packages,apps}/*/README*.md"], { cwd: root })
    .sort()
    .map((path) => ({ path, snippets: parseReadme(path, readFileSync(join(root, path), "utf8")) }));
}
