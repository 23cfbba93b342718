import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseReadme } from "./parse-readme.ts";
import { type Readme, root } from "./readmes.ts";

const folder = "apps/docs/src/content/docs";
const chinese = "zh-cn";
/** Pages that the build of the site writes. */
const generated = ["reference/**"];

/** A page of the documentation site, with its headings. */
export interface Page extends Readme {
  /** Path below the folder of its language. */
  readonly name: string;
  /** Levels of its headings, in their order: `["##", "###"]`. */
  readonly headings: readonly string[];
}

/** Reads the pages of the site that are written by hand, in one language. */
export function readPages(language: "en" | "zh"): readonly Page[] {
  const base = language === "zh" ? join(folder, chinese) : folder;
  const exclude = language === "zh" ? generated : [...generated, `${chinese}/**`];
  return globSync("**/*.md", { cwd: join(root, base), exclude })
    .sort()
    .map((name) => readPage(join(base, name), name));
}

/** Whether a README is a page of the site. */
export function isPage(path: string): boolean {
  return path.startsWith(`${folder}/`);
}

function readPage(path: string, name: string): Page {
  const text = readFileSync(join(root, path), "utf8");
  const snippets = parseReadme(path, text);
  // A line of a snippet may begin like a heading.
  const code = new Set(snippets.flatMap(({ line, code }) => code.map((_, at) => line - 1 + at)));
  const headings = text.split("\n").flatMap((line, at) => (code.has(at) ? [] : (/^#+(?= )/.exec(line) ?? [])));
  return { path, name, snippets, headings };
}
