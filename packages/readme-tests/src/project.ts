import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join, relative } from "node:path";
import { isPage } from "./pages.ts";
import type { Program } from "./program.ts";
import { programsOf } from "./programs.ts";
import { type Readme, root } from "./readmes.ts";

const folder = join(import.meta.dirname, "..");

const projectsFolder = join(folder, "projects");

/** The folder of a README's reader: the snippets as files, the reader's own files, and the dependencies. */
export interface Project {
  readonly readme: Readme;
  readonly folder: string;
  readonly programs: readonly Program[];
  /** Replaces the README's ports by free ones, because they may be taken on this machine. */
  readonly withFreePorts: (text: string) => string;
  /** Replaces the names of this folder's files by the README's name. The line numbers are the same. */
  readonly inReadme: (text: string) => string;
}

/** Writes the folder of a README anew, below `parent`. */
export async function createProject(readme: Readme, parent = projectsFolder): Promise<Project> {
  const own = join(parent, readme.path.replace(/[/\\]/g, "+"));
  const programs = programsOf(readme.snippets);
  const withFreePorts = await freePorts(readme);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  copyReader("common", own, withFreePorts);
  copyReader(isPage(readme.path) ? "site" : dirname(readme.path), own, withFreePorts);
  // npx looks for its command in the folder's own dependencies only.
  symlinkSync(join(folder, "node_modules"), join(own, "node_modules"), "junction");
  for (const { file, lines } of programs) writeFileSync(join(own, file), `${withFreePorts(lines.join("\n"))}\n`);
  return {
    readme,
    folder: own,
    programs,
    withFreePorts,
    inReadme: (text) => inReadme(text, own, readme.path, programs),
  };
}

/** Copies the reader's files beside the snippets: for all READMEs, for the READMEs of one folder, or for the site. */
function copyReader(name: string, to: string, withFreePorts: Project["withFreePorts"]): void {
  const from = join(folder, "reader", name);
  if (name === "." || !existsSync(from)) return;
  for (const file of readdirSync(from)) {
    if (file.endsWith(".ts")) writeFileSync(join(to, file), withFreePorts(readFileSync(join(from, file), "utf8")));
    else copyFileSync(join(from, file), join(to, file));
  }
}

function inReadme(text: string, own: string, readme: string, programs: readonly Program[]): string {
  const names = programs.map(({ file }) => file.replaceAll(".", "\\.")).join("|");
  const paths = [own, relative(folder, own), relative(root, own)].map((path) => path.replace(/[+.\\]/g, "\\$&"));
  // Test runners shorten paths to the name of the file.
  const file = new RegExp(`(?:(?:file://)?(?:${paths.join("|")})/|\\b)(?:${names})(?=[:(]\\d)`, "g");
  return programs.length > 0 ? text.replace(file, readme) : text;
}

async function freePorts({ snippets }: Readme): Promise<Project["withFreePorts"]> {
  const text = snippets.flatMap(({ code, hidden }) => [...code, ...hidden.flatMap(({ code }) => code)]).join("\n");
  const ports = new Map<string, string>();
  for (const [, port = ""] of text.matchAll(/(?:127\.0\.0\.1|localhost):(\d{4,5})\b/g)) {
    if (!ports.has(port)) ports.set(port, await freePort());
  }
  return (code) => code.replace(/\b\d{4,5}\b/g, (number) => ports.get(number) ?? number);
}

function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      server.close(() => resolve(String(port)));
    });
  });
}
