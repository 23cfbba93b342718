import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

/** A folder that contains only generated files. */
export interface GeneratedFolder {
  readonly path: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A file with its generated text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** A file that differs from its generated text. */
export interface Change {
  readonly kind: "missing" | "out of date" | "stale";
  readonly path: string;
  /** Text to write; absent for a file to remove. */
  readonly text?: string;
}

/** Compares files with their generated texts. Writes nothing. */
export async function findChanges(
  folders: readonly GeneratedFolder[],
  files: readonly GeneratedFile[],
): Promise<Change[]> {
  return (await Promise.all([...folders.map(changesOf), ...files.map(changeOf)])).flat();
}

/** Writes every file under another name, then renames all, so that a failed write leaves the previous output. */
export async function applyChanges(changes: readonly Change[]): Promise<void> {
  const written = changes.flatMap(({ path, text }) =>
    text === undefined ? [] : [{ path, text, aside: `${path}.new` }],
  );
  try {
    for (const { path, text, aside } of written) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(aside, text);
    }
    for (const { path, aside } of written) await rename(aside, path);
  } catch (error) {
    await Promise.all(written.map(({ aside }) => rm(aside, { recursive: true, force: true })));
    throw error;
  }
  for (const { path, text } of changes) if (text === undefined) await rm(path, { recursive: true, force: true });
}

/** A path for messages: from the root of the repository, with `/`. */
export function displayPath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

async function changesOf({ path: folder, files }: GeneratedFolder): Promise<Change[]> {
  const present = await readdir(folder).catch(ifMissing<string[]>([]));
  const wanted = [...files].map(([name, text]) => changeOf({ path: join(folder, name), text }));
  const stale = present.filter((name) => !files.has(name)).sort();
  return [
    ...(await Promise.all(wanted)).flat(),
    ...stale.map((name): Change => ({ kind: "stale", path: join(folder, name) })),
  ];
}

async function changeOf({ path, text }: GeneratedFile): Promise<Change[]> {
  const current = await readFile(path, "utf8").catch(ifMissing(undefined));
  if (current === text) return [];
  return [{ kind: current === undefined ? "missing" : "out of date", path, text }];
}

function ifMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
}
