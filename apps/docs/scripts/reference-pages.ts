import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";
import type { Entry } from "./entries.ts";

/** Pages with all types of a provider's API. They contain all its words, so they would come first in every search. */
const rawTypes = /\/interfaces\/(?:components|operations|paths)\.md$/;

/** Turns the Markdown that TypeDoc wrote to `raw` into pages of the site. */
export function writeReferencePages(raw: string, to: string, entries: readonly Entry[]): void {
  rmSync(to, { recursive: true, force: true });
  const files = readdirSync(raw, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  for (const file of files) {
    const page = pageOf(file);
    if (page === "index") write(join(to, "index.md"), overview(entries));
    else write(join(to, `${page}.md`), toPage(readFileSync(join(raw, file), "utf8"), file, entries));
  }
  for (const name of new Set(entries.map(packageOf))) {
    // The page of a package links to its entries, so that the menu needs only one line for each package.
    if (!entries.some((entry) => entry.name === name))
      write(join(to, pathOf(name), "index.md"), packagePage(name, entries));
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  // Names of pages are in lower case, so two exports may get the same name. That must fail.
  writeFileSync(file, text, { flag: "wx" });
}

/** `packages/core/src/interfaces/Cost.md` is the page `core/interfaces/cost`. */
function pageOf(file: string): string {
  return file
    .replace(/^packages\/([^/]+)\/src\//, "$1/")
    .replace(/\.md$/, "")
    .toLowerCase();
}

/** Returns the address of a page below the reference. It is a folder, like every page address of the site. */
function addressOf(file: string): string {
  return pageOf(file).replace(/(^|\/)index$/, "");
}

function toPage(text: string, file: string, entries: readonly Entry[]): string {
  const body = text.replace(/^# .*\n+/, "");
  const entry = entries.find(({ source }) => source.endsWith(sourceOf(file)));
  const isModule = file.endsWith("/index.md");
  const [, kind = "", name = ""] = /^# (?:(.+?): )?(.*)/.exec(text) ?? [];
  const title = isModule ? (entry?.name ?? name) : name.replaceAll("\\", "");
  const about = isModule ? `${entry?.description ?? ""}.` : `${kind} of @seedream-clients/${file.split("/")[1]}.`;
  const others = isModule && entry ? otherEntries(entry.name, entries) : "";
  return page(title, about, others + withLinks(withoutNoise(body), file), !rawTypes.test(file));
}

/** Returns the page of a package with entries, but without an entry of its own name. */
function packagePage(name: string, entries: readonly Entry[]): string {
  const { description = "" } = entries.find((entry) => packageOf(entry) === name) ?? {};
  return page(name, `${description}.`, otherEntries(name, entries), true);
}

/** Returns links to the other entries of a package, for its first page. */
function otherEntries(name: string, entries: readonly Entry[]): string {
  const others = entries.filter((entry) => entry.name.startsWith(`${name}/`));
  const links = others.map((entry) => `- [${entry.name}](${entry.name.slice(name.length + 1)}/)`);
  return links.length > 0 ? `## Entries\n\n${links.join("\n")}\n\n` : "";
}

function sourceOf(file: string): string {
  const module = dirname(file);
  return module.endsWith("/src") ? `/${module}/index.ts` : `/${module}.ts`;
}

/** Name of the package that an entry belongs to. */
function packageOf({ name }: Entry): string {
  return name.split("/", 2).join("/");
}

/** Path of an entry or a package below the reference. */
function pathOf(name: string): string {
  return name.replace("@seedream-clients/", "");
}

/** Removes the origins of inherited members, which have the same text. Puts errors and re-exports in one list each. */
function withoutNoise(text: string): string {
  return text
    .replaceAll("__namedParameters", "options")
    .replace(/(#+ Throws\n\n[^#]+)\n#+ Throws\n(?=\n[^#]+)/g, "$1")
    .replace(/\n#{3,5} (Inherited from|Overrides|Implementation of)\n\n.*\n/g, "")
    .replace(/\n\*\*\*\n/g, "")
    .replace(/^## References\n([\s\S]*)$/m, (_, list: string) => {
      const links = [...list.matchAll(/^Re-exports (.*)$/gm)].map(([, link]) => link);
      return `## Exported again\n\n${links.join(", ")}\n`;
    });
}

function withLinks(text: string, file: string): string {
  return text.replace(/\]\(([^()\s#]+\.md)(#[^()\s]*)?\)/g, (_, target: string, anchor = "") => {
    const path = relative(addressOf(file), addressOf(join(dirname(file), target)));
    return `](${path || "."}/${anchor})`;
  });
}

function overview(entries: readonly Entry[]): string {
  const rows = entries.map(({ name, description }) => {
    return `| [${name}](${pathOf(name)}/) | ${description} |`;
  });
  const table = ["| import | package |", "| --- | --- |", ...rows].join("\n");
  return page(
    "API reference",
    "Every public export of the packages, made from the docstrings in their sources.",
    `Every public export of the packages, made from the docstrings in their sources.\n\n${table}\n`,
    true,
  );
}

function page(title: string, description: string, body: string, isSearched: boolean): string {
  const fields = { title, description, editUrl: false, prev: false, next: false, pagefind: isSearched };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${body.trim()}\n`;
}
